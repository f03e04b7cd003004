import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiToken, projectMember, session } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createApiToken, readTokenViewer } from "../auth/api-tokens";
import { createPeopleRig, type PeopleRig, PUBLIC_URL, secretOf } from "./testing/people-rig";

let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
});
afterAll(() => rig.close());

const people = () => rig.as(rig.admin).people;
const roles = async () => (await people().list({ project: "notes" })).map((each) => [each.userId, each.role, each.you]);

test("who is in the project can be read by everybody in it, and says who you are", async () => {
  expect(await roles()).toEqual([
    ["ada", "admin", true],
    ["rosa", "researcher", false],
  ]);
  const read = await rig.as(rig.researcher).people.list({ project: "notes" });
  expect(read.find((each) => each.you)?.userId).toBe("rosa");
});

test("the last admin is neither removed nor made less, until there is another one", async () => {
  const asked = { project: "notes", person: "ada" };
  await expect(people().remove(asked)).rejects.toThrow("last admin");
  await expect(people().changeRole({ ...asked, role: "researcher" })).rejects.toThrow("last admin");
  await people().changeRole({ ...asked, role: "admin" });
  await people().changeRole({ project: "notes", person: "rosa", role: "admin" });
  await people().changeRole({ ...asked, role: "investigator" });
  await rig.as(rig.researcher).people.changeRole({ ...asked, role: "admin" });
  await people().changeRole({ project: "notes", person: "rosa", role: "researcher" });
  expect(await roles()).toEqual([
    ["ada", "admin", true],
    ["rosa", "researcher", false],
  ]);
});

test("of two admins who remove each other at once, one stays", async () => {
  await rig.db.insert(projectMember).values([
    { projectId: "q", userId: "ada", role: "admin" },
    { projectId: "q", userId: "rosa", role: "admin" },
  ]);
  const settled = await Promise.allSettled([
    people().remove({ project: "trial", person: "rosa" }),
    rig.as(rig.researcher).people.remove({ project: "trial", person: "ada" }),
  ]);
  expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await rig.db.$count(projectMember, eq(projectMember.projectId, "q"))).toBe(1);
  await rig.db.delete(projectMember).where(eq(projectMember.projectId, "q"));
});

test("who is removed reads nothing more, and their tokens for the project are revoked", async () => {
  const gone = await addPerson(rig.db, "p", "gus");
  const here = await createApiToken(rig.db, { userId: "gus", name: "here", projectId: "p" });
  const everywhere = await createApiToken(rig.db, { userId: "gus", name: "everywhere" });
  await people().remove({ project: "notes", person: "gus" });
  await expect(rig.as(gone).people.list({ project: "notes" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await readTokenViewer(rig.db, here, new Date())).toBeNull();
  expect(await readTokenViewer(rig.db, everywhere, new Date())).toMatchObject({ userId: "gus" });
  await expect(people().remove({ project: "notes", person: "gus" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await rig.db.delete(apiToken).where(eq(apiToken.userId, "gus"));
});

test("a link from an admin sets a new password once and ends all sessions", async () => {
  await rig.givePassword("rosa", "the old password");
  expect((await rig.signIn("rosa@assay.test", "the old password")).status).toBe(200);
  const issued = await people().issuePasswordReset({ project: "notes", person: "rosa" });
  expect(issued).toMatchObject({ name: "rosa" });
  expect(issued.address).toMatch(new RegExp(`^${PUBLIC_URL}/reset-password#[\\w-]{20,}$`));
  expect(new URL(issued.address).search).toBe("");
  const reset = { token: secretOf(issued.address), newPassword: "the new password" };
  expect((await rig.post("/reset-password", { ...reset, newPassword: "short" })).status).toBe(400);
  expect((await rig.post("/reset-password", reset)).status).toBe(200);
  expect(await rig.db.$count(session, eq(session.userId, "rosa"))).toBe(0);
  expect((await rig.post("/reset-password", reset)).status).toBe(400);
  expect((await rig.signIn("rosa@assay.test", "the old password")).status).toBe(401);
  expect((await rig.signIn("rosa@assay.test", "the new password")).status).toBe(200);
});

test("what a password link ends in is stored nowhere", async () => {
  const { address } = await people().issuePasswordReset({ project: "notes", person: "rosa" });
  const stored = await rig.database.sql`select identifier, value from verification`;
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toContain(secretOf(address));
});

test("nobody becomes somebody who may open more than they do", async () => {
  await rig.db.insert(projectMember).values({ projectId: "q", userId: "rosa", role: "reviewer" });
  const asked = { project: "notes", person: "rosa" };
  await expect(people().issuePasswordReset(asked)).rejects.toThrow("no admin");
  await rig.db.insert(projectMember).values({ projectId: "q", userId: "ada", role: "researcher" });
  await expect(people().issuePasswordReset(asked)).rejects.toThrow("no admin");
  await rig.db.update(projectMember).set({ role: "admin" }).where(eq(projectMember.userId, "ada"));
  expect((await people().issuePasswordReset(asked)).address).toContain("/reset-password#");
  await expect(people().issuePasswordReset({ project: "notes", person: "no one" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("who asks for a reset at the web itself finds nothing there", async () => {
  expect((await rig.post("/request-password-reset", { email: "rosa@assay.test" })).status).toBe(404);
});
