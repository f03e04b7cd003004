import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { createCaller } from "../router";
import { addComparedMethods } from "./testing/compared-methods";
import { EXACT, ROUGE } from "./testing/compared-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const { notes, A, B } = await addComparedMethods(db, "notes");
const researcher = await addPerson(db, notes.projectId, "researcher");
const { compare: procedures } = createCaller({ db, sql, now: () => new Date(), viewer: researcher });
const compare = (runs: string[], more = {}) => procedures.report({ project: "notes", runs, ...more });
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("−", "-");
const one = (ids: string[], at = 0) => ids[at] ?? "";

describe("A against B", () => {
  test("two runs of one seed each are paired by note, and the one seed is said", async () => {
    const report = await compare([one(A), one(B)]);
    const [leading] = report.leading;
    expect(report).toMatchObject({ metric: ROUGE, baseline: one(A), candidate: one(B), foldable: false });
    expect(leading?.byItem).toMatchObject({ n: 30, unit: "note", interval: { method: "bca", level: 0.95 } });
    expect(leading?.byItem?.value).toBeCloseTo(0.1, 1);
    expect(leading?.bySeed).toMatchObject({ n: 1, unit: "seed", interval: null });
    expect(report.verdict.headline).toBe("generate b 1 is better: ROUGE-L is higher.");
    expect(plain(report.verdict.evidence)).toMatch(/30 paired notes, one seed each\.$/);
  });

  test("the first run is the baseline unless another is named, and the sign follows", async () => {
    const report = await compare([one(A), one(B)], { baseline: one(B) });
    expect(report.leading[0]?.byItem?.value).toBeCloseTo(-0.1, 1);
    expect(report.verdict.judgement).toBe("worse");
  });

  test("a rate has Newcombe's interval and McNemar's p; the value is that of the shared notes", async () => {
    const report = await compare([one(A), one(B)], { metric: EXACT });
    const [leading] = report.leading;
    expect(leading?.baseline).toMatchObject({ value: 10 / 30, interval: { method: "wilson" } });
    expect(leading?.candidate).toMatchObject({ value: 14 / 30 });
    expect(leading?.byItem).toMatchObject({
      interval: { method: "newcombe_paired" },
      parameters: { candidate_only: 4, baseline_only: 0, mcnemar_exact_p: 0.125 },
    });
  });

  test("every other metric is corrected by Holm, the leading one stands alone", async () => {
    const { table } = await compare([one(A), one(B)]);
    const p = (metric: string) => table.find((row) => row.metric === metric)?.byItem?.parameters;
    expect(p(ROUGE)).not.toHaveProperty("holm_p");
    expect(p(EXACT)).toMatchObject({ mcnemar_exact_p: 0.125, holm_p: 0.125, holm_family: 1 });
  });
});

describe("many seeds", () => {
  test("runs that differ by seed alone are one arm, through the training behind them", async () => {
    const report = await compare([...A, ...B]);
    expect(report.arms.map(({ name, seeds }) => [name, seeds])).toEqual([
      ["generate a", 3],
      ["generate b", 3],
    ]);
    expect((await compare([...A, ...B], { fold: false })).arms).toHaveLength(6);
    expect((await compare(A)).arms).toHaveLength(3);
  });

  test("uncertainty over seeds and over notes stand apart, with the p that three seeds can reach", async () => {
    const [leading] = (await compare([...A, ...B])).leading;
    expect(leading?.bySeed).toMatchObject({
      n: 3,
      unit: "seed",
      interval: { method: "paired_t" },
      parameters: { paired: true, attainable_p: 0.25, permutation_p: 0.25 },
    });
    expect(leading?.byItem).toMatchObject({ n: 30, parameters: { seeds_averaged: 3 } });
    expect(leading?.replicates).toHaveLength(6);
    expect(plain(leading?.verdict.evidence ?? "")).toMatch(
      /by seed .* 3 paired seeds; by note, for these trainings alone, .* 30 paired notes\. Exact p over seeds 0\.250; so few seeds cannot reach less than 0\.250\./,
    );
  });

  test("seeds without partners are told apart from pairs", async () => {
    const [leading] = (await compare([one(A, 0), one(A, 1), one(B, 2), one(B, 1)])).leading;
    expect(leading?.bySeed).toMatchObject({
      n: 4,
      parameters: { paired: false, candidate_seeds: 2, baseline_seeds: 2, attainable_p: 1 / 3 },
      interval: { method: "welch_t" },
    });
  });
});

test("with several arms the table is about the one furthest ahead, unless another is named", async () => {
  const report = await compare([...A, ...B, notes.id("a · seed 1")]);
  expect(report.arms).toHaveLength(3);
  expect(report.candidate).toBe(one(B));
  const corrected = report.leading.map((each) => decidingDifference(each).parameters.holm_family);
  expect(corrected).toEqual([2, 2]);
  const led = report.table.find(({ metric }) => metric === report.metric);
  expect(led).toEqual(report.leading.find(({ arm }) => arm === report.candidate));
  expect((await compare([...A, ...B, notes.id("a · seed 1")], { against: notes.id("a · seed 1") })).candidate).toBe(
    notes.id("a · seed 1"),
  );
});
