import { afterAll, expect, test } from "vitest";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
const other = await addEvaluatedProject(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const ofRun = { project: "notes", run: "notes-generate" };

test("nobody, strangers to the project and roles without reading are refused", async () => {
  await expect(as(null).generations.list(ofRun)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(as(researcher).generations.list({ ...ofRun, project: "other" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(as(reviewer).generations.list(ofRun)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await as(researcher).generations.list({ ...ofRun, run: other.id("generate") })).total).toBe(0);
});

test("a page comes in the order of the dataset with the counts of the whole", async () => {
  const page = await as(researcher).generations.list({ ...ofRun, cursor: 1, limit: 1 });
  expect(page).toMatchObject({ total: 3, matching: 3, finishReasons: { stop: 2, length: 1, error: 0 } });
  expect(page.rows.map((row) => row.position)).toEqual([1]);
});

test("a search finds text, source and reference, and takes percent signs literally", async () => {
  const matching = async (query: string) => (await as(researcher).generations.list({ ...ofRun, query })).matching;
  expect(await matching("WROTE 2")).toBe(1);
  expect(await matching("reference 0")).toBe(1);
  expect(await matching("100%")).toBe(3);
  expect(await matching("source%100")).toBe(0);
  expect((await as(researcher).generations.list({ ...ofRun, finishReason: "length" })).matching).toBe(1);
});
