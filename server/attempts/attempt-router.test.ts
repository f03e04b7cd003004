import { afterAll, expect, test } from "vitest";
import { runAttempt } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
const other = await addEvaluatedProject(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });

test("attempts come in order, without their tokens, and stay inside the project", async () => {
  await db.insert(runAttempt).values(
    [2, 1].map((attempt) => ({
      projectId: notes.projectId,
      runId: notes.id("sft"),
      attempt,
      tokenHash: `secret ${attempt}`,
      device: "cpu",
      leaseUntil: new Date(),
    })),
  );
  const input = { project: "notes", run: notes.id("sft") };
  const attempts = await as(researcher).attempts.byRun(input);
  expect(attempts.map((row) => row.attempt)).toEqual([1, 2]);
  expect(JSON.stringify(attempts)).not.toContain("secret");
  expect(await as(researcher).attempts.byRun({ ...input, run: other.id("sft") })).toEqual([]);
  await expect(as(researcher).attempts.byRun({ ...input, project: "other" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(as(null).attempts.byRun(input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
