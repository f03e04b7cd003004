import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run, study } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { RunState } from "@/domain/runs/run-rules";
import { createCaller } from "../router";

const NOW = new Date("2026-03-10T12:00:00Z");
const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
await addEvaluatedProject(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => NOW, viewer });
const read = () => as(researcher).overview.read({ project: "notes" });
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

async function addRun(id: string, state: RunState, more: Partial<typeof run.$inferInsert> = {}) {
  const projectId = notes.projectId;
  await db.insert(run).values({ id, projectId, name: id, stage: "sft", state, givenConfig: {}, ...more });
}

test("reviewers, strangers and nobody are refused", async () => {
  await expect(as(reviewer).overview.read({ project: "notes" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(as(researcher).overview.read({ project: "other" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(as(null).overview.read({ project: "notes" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("what needs a person is what broke of late and was not taken up", async () => {
  await addRun("broke", "failed", { endedAt: daysAgo(1) });
  await addRun("vanished", "lost", { endedAt: daysAgo(2) });
  await addRun("long-ago", "failed", { endedAt: daysAgo(40) });
  await addRun("put-away", "failed", { endedAt: daysAgo(1), archivedAt: NOW });
  await addRun("taken-up", "failed", { endedAt: daysAgo(1) });
  await addRun("second-try", "finished", { clonedFromRunId: "taken-up", endedAt: NOW });
  expect((await read()).needsYou.map(({ id }) => id)).toEqual(["broke", "vanished"]);
});

test("running now, the queue and the count are of this project", async () => {
  await addRun("going", "running", { startedAt: daysAgo(0) });
  await addRun("in-line", "queued");
  const { running, queued, runs } = await read();
  expect(running.map(({ id }) => id)).toEqual(["going"]);
  expect(queued).toBe(1);
  expect(runs).toBe(11);
});

test("the study shown is the one in which something happened last", async () => {
  await db.insert(study).values([
    { id: "older", projectId: notes.projectId, name: "older", createdAt: daysAgo(1) },
    { id: "newer", projectId: notes.projectId, name: "newer", createdAt: daysAgo(0) },
  ]);
  await db
    .update(run)
    .set({ studyId: "newer", createdAt: daysAgo(9), endedAt: null })
    .where(eq(run.id, "notes-sft"));
  await db.update(run).set({ studyId: "older", endedAt: NOW }).where(eq(run.id, "notes-evaluate"));
  expect((await read()).study).toMatchObject({ id: "older" });
});
