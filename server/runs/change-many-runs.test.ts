import { asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { changeManyRuns } from "./change-many-runs";
import { tagManyRuns } from "./tag-many-runs";
import { writeNote } from "./write-note";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;
const services = { db, now: () => new Date() };
await addProject(db, "p");
await addProject(db, "other");

beforeEach(async () => {
  await db.delete(run);
  await addRun(db, { id: "done", projectId: "p", state: "finished", tags: ["keep", "a"] });
  await addRun(db, { id: "broken", projectId: "p", state: "failed" });
  await addRun(db, { id: "busy", projectId: "p", state: "running" });
  await addRun(db, { id: "queued", projectId: "p", state: "queued" });
  await addRun(db, { id: "theirs", projectId: "other", state: "finished" });
});

const all = { projectId: "p", runIds: ["done", "broken", "busy", "queued", "theirs", "gone"] };
const states = async () =>
  Object.fromEntries((await db.select().from(run).orderBy(asc(run.id))).map((each) => [each.id, each]));

test("what the rules refuse is counted by reason, and nothing of another project is touched", async () => {
  const archived = await changeManyRuns(services, all, "archive");
  expect(archived.done.sort()).toEqual(["broken", "done"]);
  expect(archived.refused).toEqual([
    { reason: "The run was deleted.", runs: 2 },
    { reason: "A run that is running cannot archive.", runs: 1 },
    { reason: "A run that is queued cannot archive.", runs: 1 },
  ]);
  expect((await states()).theirs?.archivedAt).toBeNull();
  const undone = await changeManyRuns(services, { projectId: "p", runIds: archived.done }, "restore");
  expect(undone.done.sort()).toEqual(["broken", "done"]);
});

test("cancelling stops what waits at once and asks what runs; cancelled ones can be queued again", async () => {
  const { done } = await changeManyRuns(services, all, "cancel");
  expect(done.sort()).toEqual(["busy", "queued"]);
  expect((await states()).busy?.state).toBe("cancelling");
  const back = await changeManyRuns(services, { projectId: "p", runIds: done }, "retry");
  expect(back.done).toEqual(["queued"]);
  expect((await states()).queued?.state).toBe("queued");
});

test("tags are added once, keep their order, and only runs that changed are told", async () => {
  expect((await tagManyRuns(services, all, { add: ["keep", "new"], remove: ["a"] })).done.sort()).toEqual([
    "broken",
    "busy",
    "done",
    "queued",
  ]);
  expect((await states()).done?.tags).toEqual(["keep", "new"]);
  expect(await tagManyRuns(services, { projectId: "p", runIds: ["done"] }, { add: ["new"], remove: [] })).toEqual({
    done: [],
    changes: [],
  });
  expect((await states()).theirs?.tags).toEqual([]);
});

test("what tagging says it changed, turned round, brings back the tags of every run", async () => {
  const before = Object.values(await states()).map(({ tags }) => tags);
  const { changes } = await tagManyRuns(services, all, { add: ["a", "new"], remove: ["keep", "never"] });
  expect(changes.map(({ runs, ...rest }) => ({ ...rest, runs: runs.sort() }))).toEqual(
    expect.arrayContaining([
      { runs: ["done"], added: ["new"], removed: ["keep"] },
      { runs: ["broken", "busy", "queued"], added: ["a", "new"], removed: [] },
    ]),
  );
  for (const { runs, added, removed } of changes) {
    await tagManyRuns(services, { projectId: "p", runIds: runs }, { add: removed, remove: added });
  }
  expect(Object.values(await states()).map(({ tags }) => [...tags].sort())).toEqual(
    before.map((tags) => [...tags].sort()),
  );
});

test("a run that was started again while others were archived stays in the list", async () => {
  const { archiving } = await db.transaction(async (tx) => {
    // Holds the row as a retry would, so that the archiving has read its old state before it changes.
    await tx.update(run).set({ state: "queued" }).where(eq(run.id, "broken"));
    const started = changeManyRuns(services, { projectId: "p", runIds: ["done", "broken"] }, "archive");
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { archiving: started };
  });
  expect(await archiving).toEqual({
    done: ["done"],
    refused: [{ reason: "The run changed at the same moment.", runs: 1 }],
  });
  expect((await states()).broken?.archivedAt).toBeNull();
});

test("of two who write a note at once the second is told, and nothing is written over", async () => {
  const at = { projectId: "p", runId: "done" };
  await writeNote(services, at, { before: "", note: "first" });
  await expect(writeNote(services, at, { before: "", note: "second" })).rejects.toMatchObject({ kind: "Conflict" });
  await writeNote(services, at, { before: "first", note: "second" });
  const [found] = await db.select({ note: run.note }).from(run).where(eq(run.id, "done"));
  expect(found?.note).toBe("second");
  await expect(
    writeNote(services, { projectId: "other", runId: "done" }, { before: "", note: "x" }),
  ).rejects.toMatchObject({ kind: "NotFound" });
});
