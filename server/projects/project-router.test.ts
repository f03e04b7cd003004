import { afterAll, beforeAll, expect, test } from "vitest";
import { createPeopleRig, type PeopleRig } from "../people/testing/people-rig";

let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
});
afterAll(() => rig.close());

test("an admin makes a project and is its admin; nobody else does", async () => {
  await rig.as(rig.admin).projects.create({ name: "Second study", slug: "second-study" });
  const listed = await rig.as(rig.admin).projects.list();
  expect(listed.map(({ slug, role }) => [slug, role])).toEqual([
    ["notes", "admin"],
    ["second-study", "admin"],
  ]);
  await expect(rig.as(rig.researcher).projects.create({ name: "Mine", slug: "mine" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("an address that is taken is refused at its field, also where it belongs to others", async () => {
  const made = rig.as(rig.admin).projects.create({ name: "Trial", slug: "trial" });
  await expect(made).rejects.toMatchObject({ code: "CONFLICT", cause: { problems: [{ where: "slug" }] } });
  const wrong = rig.as(rig.admin).projects.create({ name: "Trial", slug: "Trial 1" });
  await expect(wrong).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
