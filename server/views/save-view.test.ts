import { afterAll, expect, test } from "vitest";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
await db.insert(project).values([
  { id: "p", slug: "p", name: "p" },
  { id: "other", slug: "other", name: "other" },
]);
const as = (viewer: Awaited<ReturnType<typeof addPerson>>) =>
  createCaller({ db, sql, now: () => new Date(), viewer }).views;
const ann = as(await addPerson(db, "p", "Ann"));
const bo = as(await addPerson(db, "p", "Bo"));
const reader = as(await addPerson(db, "p", "Reader", "investigator"));
const reviewer = as(await addPerson(db, "p", "Reviewer", "reviewer"));
const stranger = as(await addPerson(db, "other", "Stranger"));
const definition = {
  filter: "stage = sft",
  sort: "name.asc",
  group: ["seeds"],
  columns: [{ id: "name", pinned: true }],
};
const wider = { ...definition, columns: [{ id: "name", width: 300 }, { id: "metric.train/loss" }] };

test("a view is made, found by its link and changed", async () => {
  const made = await ann.create({ project: "p", name: " Sweeps ", definition });
  expect(made).toMatchObject({ name: "Sweeps", version: 1, definition, createdByName: "Ann" });
  const changed = await bo.change({ project: "p", view: made.id, version: 1, definition: wider });
  expect(changed).toMatchObject({ version: 2, changedByName: "Bo", definition: wider, name: "Sweeps" });
  expect(await reader.byId({ project: "p", view: made.id })).toEqual(changed);
  expect(await reader.list({ project: "p" })).toEqual([changed]);
});

test("of two who change a view at once the second is told who was first, and nothing of either is lost", async () => {
  const { id } = await ann.create({ project: "p", name: "Both", definition });
  const [first, second] = await Promise.allSettled([
    ann.change({ project: "p", view: id, version: 1, definition: wider }),
    bo.change({ project: "p", view: id, version: 1, name: "Renamed" }),
  ]);
  expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
  const refused = first.status === "rejected" ? first : second;
  const stored = await ann.byId({ project: "p", view: id });
  const winner =
    first.status === "fulfilled"
      ? { who: "Ann", name: "Both", definition: wider }
      : { who: "Bo", name: "Renamed", definition };
  const message = `${winner.who} changed the view "${winner.name}" meanwhile (version 2).`;
  expect(refused).toMatchObject({ reason: { code: "CONFLICT", message } });
  expect(stored).toMatchObject({
    version: 2,
    name: winner.name,
    definition: winner.definition,
    changedByName: winner.who,
  });
  await expect(ann.remove({ project: "p", view: id, version: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
  await ann.remove({ project: "p", view: id, version: 2 });
  await expect(ann.change({ project: "p", view: id, version: 2, definition })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a name is taken once a project", async () => {
  await ann.create({ project: "p", name: "Taken", definition });
  await expect(bo.create({ project: "p", name: "Taken", definition })).rejects.toMatchObject({ code: "CONFLICT" });
  const mine = await bo.create({ project: "p", name: "Mine", definition });
  await expect(bo.change({ project: "p", view: mine.id, version: 1, name: "Taken" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("an investigator keeps views, a reviewer does not, and people of other projects see nothing", async () => {
  const { id } = await ann.create({ project: "p", name: "Ours", definition });
  expect(await reader.create({ project: "p", name: "Theirs", definition })).toMatchObject({ changedByName: "Reader" });
  await expect(reviewer.create({ project: "p", name: "Not", definition })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(stranger.byId({ project: "other", view: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(stranger.list({ project: "p" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
