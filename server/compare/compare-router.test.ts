import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";
import { addComparedMethods } from "./testing/compared-methods";
import { ComparedProject, EXACT, ROUGE } from "./testing/compared-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const { notes, A, B } = await addComparedMethods(db, "notes");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");
const other = await ComparedProject.create(db, "other");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const compare = (runs: string[], more = {}) => as(researcher).compare.report({ project: "notes", runs, ...more });
const one = (ids: string[], at = 0) => ids[at] ?? "";

describe("who may compare", () => {
  test("nobody, strangers and roles without reading are refused", async () => {
    await expect(as(null).compare.report({ project: "notes", runs: A })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(as(researcher).compare.report({ project: "other", runs: A })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(reviewer).compare.fields({ project: "notes", runs: A })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("runs of another project are as missing as deleted ones", async () => {
    const theirs = await other.run("secret", { stage: "sft" });
    const report = await compare([theirs, one(A)]);
    expect(report.missing).toEqual([theirs]);
    expect(report.arms.map(({ id }) => id)).toEqual([one(A)]);
    const otherVersion = await other.version(1, 3);
    const evaluations = [await other.score(theirs, otherVersion, { [ROUGE]: [1, 1, 1] })];
    const sides = { project: "notes", candidate: evaluations, baseline: evaluations };
    expect((await as(researcher).compare.examples({ ...sides, definition: ROUGE })).rows).toEqual([]);
    await expect(
      as(researcher).compare.example({ project: "notes", evaluations, example: other.id("v1-0") }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("fields that differ stand by group, those behind a run too, and equal ones are told apart", async () => {
  const { runs, rows, same } = await as(researcher).compare.fields({ project: "notes", runs: [one(A), one(B)] });
  expect(runs.map(({ name }) => name)).toEqual(["generate a 1", "generate b 1"]);
  const found = rows.find(({ key }) => key === "sft loraRank");
  expect(found).toMatchObject({ group: "configuration", values: ["8", "32"] });
  expect(rows.map(({ group, key }) => `${group} ${key}`)).toContain("data model");
  expect(same.map(({ key }) => key)).toContain("sft learningRate");
  const trained = [notes.id("a · seed 1"), notes.id("b · seed 1")];
  const own = await as(researcher).compare.fields({ project: "notes", runs: trained });
  expect(own.rows).toContainEqual({
    group: "environment",
    key: "version peft",
    title: "peft",
    unit: null,
    values: ["0.20", "0.21"],
  });
});

describe("examples", () => {
  const sides = { project: "notes", baseline: [`${one(A)}-scores`], candidate: [`${one(B)}-scores`] };

  test("the largest disagreement leads; pages are cut in the database", async () => {
    const all = await as(researcher).compare.examples({ ...sides, definition: ROUGE, limit: 30 });
    const apart = all.rows.map(({ difference }) => Math.abs(difference ?? 0));
    expect(all.total).toBe(30);
    expect(apart).toEqual([...apart].sort((a, b) => b - a));
    const page = await as(researcher).compare.examples({
      ...sides,
      definition: ROUGE,
      sort: "position",
      direction: "asc",
      offset: 7,
      limit: 1,
    });
    expect(page.rows).toMatchObject([{ position: 7 }]);
  });

  test("a side of several trainings shows their mean", async () => {
    const baseline = A.map((id) => `${id}-scores`);
    const { rows } = await as(researcher).compare.examples({ ...sides, baseline, definition: EXACT, sort: "position" });
    expect(rows.at(0)?.baseline).toBe(0);
    expect(rows.find(({ position }) => position === 27)?.baseline).toBe(1);
  });

  test("one example shows what was read and what both wrote", async () => {
    const evaluations = [...sides.baseline, ...sides.candidate];
    const shown = await as(researcher).compare.example({ project: "notes", evaluations, example: notes.id("v2-4") });
    expect(shown).toMatchObject({ source: "source 4", reference: "reference 4" });
    expect(shown.writings.map(({ runName, text }) => [runName, text])).toEqual([
      ["generate a 1", `${one(A)} wrote 4`],
      ["generate b 1", `${one(B)} wrote 4`],
    ]);
  });
});

test("choices hold runs of the same stage first, by name, without those chosen", async () => {
  const found = await as(researcher).compare.choices({ project: "notes", words: "GENERATE", beside: [one(A)] });
  expect(found.slice(0, 5).map(({ stage }) => stage)).toEqual(Array(5).fill("generate"));
  expect(found.at(-1)?.stage).toBe("evaluate");
  expect(found.map(({ id }) => id)).not.toContain(one(A));
  expect(found[0]).toMatchObject({ scored: true });
  expect(await as(researcher).compare.choices({ project: "notes", words: "100%" })).toEqual([]);
});
