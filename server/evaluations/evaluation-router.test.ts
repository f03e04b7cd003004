import { afterAll, describe, expect, test } from "vitest";
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
const rougeL = { project: "notes", run: "notes-evaluate", definition: "text.rouge_l@1" };

describe("evaluations", () => {
  test("nobody, strangers to the project and roles without reading are refused", async () => {
    await expect(as(null).evaluations.byRun(rougeL)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(researcher).evaluations.byRun({ ...rougeL, project: "other" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(reviewer).evaluations.examples(rougeL)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a run of another project is empty under one's own", async () => {
    const stolen = { ...rougeL, run: other.id("evaluate") };
    expect(await as(researcher).evaluations.byRun(stolen)).toEqual([]);
    expect((await as(researcher).evaluations.examples(stolen)).rows).toEqual([]);
    expect((await as(researcher).evaluations.distribution(stolen)).bins).toEqual([]);
    await expect(
      as(researcher).evaluations.example({ ...stolen, example: other.id("example-0") }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("the candidate comes first, with the run and seed that trained its model", async () => {
    const [candidate, baseline] = await as(researcher).evaluations.byRun(rougeL);
    expect(candidate).toMatchObject({
      role: "candidate",
      examples: 3,
      generationsRun: { id: "notes-generate" },
      model: { name: "tuned", trainingRun: { id: "notes-sft", seed: 7 } },
    });
    expect(candidate?.differences.map((estimate) => estimate.value)).toEqual([0.4]);
    expect(baseline).toMatchObject({ role: "baseline", model: null, differences: [] });
  });

  test("the largest disagreement leads and an undefined value comes last", async () => {
    const { rows, total } = await as(researcher).evaluations.examples(rougeL);
    expect(total).toBe(3);
    expect(rows.map((row) => row.position)).toEqual([0, 1, 2]);
    expect(rows[0]?.difference).toBeCloseTo(0.7);
    expect(rows[2]).toMatchObject({ candidate: null, baseline: 0.6, difference: null });
    const ascending = await as(researcher).evaluations.examples({ ...rougeL, direction: "asc" });
    expect(ascending.rows.map((row) => row.position)).toEqual([1, 0, 2]);
  });

  test("pages are cut and counted in the database", async () => {
    const page = await as(researcher).evaluations.examples({
      ...rougeL,
      sort: "position",
      direction: "asc",
      offset: 1,
      limit: 1,
    });
    expect(page).toMatchObject({ total: 3, rows: [{ position: 1 }] });
    const beyond = await as(researcher).evaluations.examples({ ...rougeL, offset: 9 });
    expect(beyond).toEqual({ total: 3, rows: [] });
  });

  test("both sides share the bins and undefined values are counted apart", async () => {
    const { bins, undefinedValues } = await as(researcher).evaluations.distribution({ ...rougeL, bins: 7 });
    expect(bins).toHaveLength(7);
    expect(bins[0]).toMatchObject({ low: 0.2, candidate: 0, baseline: 1 });
    expect(bins[6]).toMatchObject({ high: 0.9, candidate: 1, baseline: 0 });
    expect(bins.reduce((sum, bin) => sum + bin.candidate + bin.baseline, 0)).toBe(5);
    expect(undefinedValues).toEqual({ candidate: 1, baseline: 0 });
  });

  test("an example shows what was read and what each side wrote", async () => {
    const example = await as(researcher).evaluations.example({ ...rougeL, example: "notes-example-2" });
    expect(example).toMatchObject({ source: "source 2 100%", reference: "reference 2" });
    expect(example.sides.map((side) => [side.role, side.text, side.finishReason])).toEqual([
      ["candidate", "generate wrote 2", "length"],
      ["baseline", "base wrote 2", "length"],
    ]);
  });
});
