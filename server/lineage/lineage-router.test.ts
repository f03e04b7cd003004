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
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });

test("nobody and strangers to the project are refused, and other projects' runs are empty", async () => {
  const input = { project: "notes", run: "notes-sft" };
  await expect(as(null).lineage.byRun(input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(as(researcher).lineage.byRun({ ...input, project: "other" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect((await as(researcher).lineage.byRun({ ...input, run: other.id("sft") })).nodes).toEqual([]);
});

test("an evaluation stands on generations, their model's training and its data", async () => {
  const { nodes, edges, truncated } = await as(researcher).lineage.byRun({ project: "notes", run: "notes-evaluate" });
  expect(nodes.map((node) => node.id).sort()).toEqual([
    "notes-base",
    "notes-evaluate",
    "notes-generate",
    "notes-sft",
    "notes-version",
  ]);
  expect(edges).toContainEqual({ from: "notes-generate", to: "notes-evaluate", label: "generations" });
  expect(truncated).toBe(false);
});

test("a training shows what it made and what was made of that", async () => {
  const { nodes } = await as(researcher).lineage.byRun({ project: "notes", run: "notes-sft" });
  expect(nodes.map((node) => `${node.kind} ${node.id}`).sort()).toEqual([
    "dataset notes-version",
    "model notes-model",
    "run notes-evaluate",
    "run notes-generate",
    "run notes-sft",
  ]);
});
