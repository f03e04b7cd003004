import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";
import { ComparedProject, EXACT, ROUGE } from "./testing/compared-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await ComparedProject.create(db, "notes");
const other = await ComparedProject.create(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const compare = (runs: string[], more = {}) => as(researcher).compare.report({ project: "notes", runs, ...more });
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("−", "-");

const SEEDS = [1, 2, 3] as const;
const wave = (at: number, seed: number) => Math.sin(at * 7.3 + seed * 1.7) * 0.02;
const first = await notes.version(1, 30);
const second = await notes.version(2, 30);
const grouped = await notes.version(3, 24, { perGroup: 6 });

/** Two methods of three seeds: B is .1 better on every note, with noise of note and seed. */
for (const [method, gain, rank] of [
  ["a", 0, 8],
  ["b", 0.1, 32],
] as const) {
  for (const seed of SEEDS) {
    const sft = await notes.run(`${method} · seed ${seed}`, {
      stage: "sft",
      seed,
      config: { loraRank: rank, learningRate: 0.001 },
      inputs: { dataset: { datasetVersionId: first } },
      versions: { torch: "2.13.0", peft: method === "a" ? "0.20" : "0.21" },
      seconds: rank,
    });
    await notes.log(sft, { "validation/loss": 2 - gain + seed * 0.01, "train/tokens": 900 });
    const generate = await notes.run(`generate ${method} ${seed}`, {
      stage: "generate",
      seed: seed * 1_000 + rank,
      inputs: { model: { fromRunId: sft }, dataset: { datasetVersionId: second } },
    });
    const at = Array.from({ length: 30 }, (_, place) => place);
    await notes.score(generate, second, {
      [ROUGE]: at.map((place) => 0.5 + gain + seed * 0.005 + wave(place, seed + gain * 100)),
      [EXACT]: at.map((place) => Number(place % 3 === 0 || (gain > 0 && place % 5 === 0))),
    });
  }
}
const A = SEEDS.map((seed) => notes.id(`generate a ${seed}`));
const B = SEEDS.map((seed) => notes.id(`generate b ${seed}`));
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
  expect(report.leading.map(({ byItem }) => byItem?.parameters.holm_family ?? null)).not.toContain(1);
  expect((await compare([...A, ...B, notes.id("a · seed 1")], { against: notes.id("a · seed 1") })).candidate).toBe(
    notes.id("a · seed 1"),
  );
});

describe("what cannot be compared says so", () => {
  const refusal = async (runs: string[], more = {}) => {
    const { verdict, leading } = await compare(runs, more);
    expect(verdict.judgement).toBe("refused");
    expect(leading[0]?.byItem).toMatchObject({ state: "undefined", value: null, interval: null });
    return leading[0]?.byItem?.reason;
  };
  const generated = (name: string) => notes.run(name, { stage: "generate", config: { name } });

  test("other versions of the data", async () => {
    const old = await generated("old");
    await notes.score(old, first, { [ROUGE]: Array(30).fill(0.9) });
    expect(await refusal([one(A), old])).toBe("old was scored on notes v1, test, generate a 1 on notes v2, test");
  });

  test("other definitions and other parameters of the same one", async () => {
    const newer = await generated("newer");
    await notes.score(newer, second, { "text.rouge_l@2": Array(30).fill(0.9) });
    expect(await refusal([one(A), newer], { metric: ROUGE })).toBe(
      "newer was scored by another definition, text.rouge_l@2 instead of text.rouge_l@1",
    );
    const stemmed = await generated("stemmed");
    await notes.score(stemmed, second, { [ROUGE]: Array(30).fill(0.9) }, { parameters: { stemmer: true } });
    expect(await refusal([one(A), stemmed])).toBe(
      "text.rouge_l@1 was computed differently (stemmer: true against not stated)",
    );
  });

  test("no score at all, one under way, and no shared value", async () => {
    const silent = await generated("silent");
    expect(await refusal([one(A), silent], { metric: ROUGE })).toBe("nothing that silent wrote was scored");
    const open = await generated("open");
    await notes.score(open, second, { [ROUGE]: [0.4] }, { summed: false });
    expect(await refusal([one(A), open], { metric: ROUGE })).toBe("the evaluation of open has not been summed up yet");
    const empty = await generated("empty");
    await notes.score(empty, second, { [ROUGE]: [null, null] });
    expect(await refusal([one(A), empty])).toBe("no example has a value on both sides");
  });

  test("a missing value leaves its note out of both sides, and is counted", async () => {
    const gap = await generated("gap");
    await notes.score(gap, second, { [ROUGE]: [null, ...Array(28).fill(0.7)] });
    const [leading] = (await compare([one(A), gap])).leading;
    expect(leading?.byItem).toMatchObject({ n: 28, excluded: 2 });
    expect(leading?.baseline.n).toBe(28);
  });
});

test("notes of one patient are drawn together, and few patients are warned of", async () => {
  const runs = await Promise.all(
    ["left", "right"].map((name) => notes.run(name, { stage: "generate", config: { name } })),
  );
  for (const [at, id] of runs.entries()) {
    const values = Array.from(
      { length: 24 },
      (_, place) => 0.4 + at * (0.1 + Math.floor(place / 6) * 0.1) + wave(place, at),
    );
    await notes.score(id, grouped, { [ROUGE]: values });
  }
  const [leading] = (await compare(runs)).leading;
  expect(leading?.byItem).toMatchObject({
    n: 24,
    interval: { method: "bca_clustered" },
    parameters: { clusters: 4, attainable_p: 0.125, caution: "fewer than 10 patients or documents" },
  });
  expect(leading?.verdict.evidence).toContain("Read it with care: fewer than 10 patients or documents.");
});

describe("curves", () => {
  const sft = (method: string, seed: number) => notes.id(`${method} · seed ${seed}`);

  test("trainings show the scores of what their models wrote", async () => {
    const report = await compare([sft("a", 1), sft("b", 1)]);
    expect(report.metric).toBe(ROUGE);
    expect(report.arms[1]?.evaluatedOn[0]).toMatchObject({ generationsRun: { id: one(B) }, dataset: "notes v2" });
  });

  test("a value of a curve has the training as its unit, and lower losses are better", async () => {
    const runs = [...SEEDS.map((seed) => sft("a", seed)), ...SEEDS.map((seed) => sft("b", seed))];
    const report = await compare(runs, { metric: "metric.validation/loss" });
    expect(report.leading[0]).toMatchObject({
      byItem: null,
      bySeed: { definition: "series.last@1", n: 3, parameters: { key: "validation/loss" } },
    });
    expect(report.leading[0]?.bySeed.value).toBeCloseTo(-0.1);
    expect(report.table.map(({ metric }) => metric)).toContain("metric.validation/loss:min");
    expect(report.arms.map(({ onFront }) => onFront)).toEqual([true, true]);
  });

  test("one run a side has no interval and no verdict", async () => {
    const { verdict } = await compare([sft("a", 1), sft("b", 2)], { metric: "metric.validation/loss" });
    expect(verdict.judgement).toBe("unjudged");
    expect(plain(verdict.evidence)).toMatch(/one seed each, so there is no interval\.$/);
  });

  test("another split or version behind a held-out loss is refused; other steps are told", async () => {
    const cut = await notes.run("cut", {
      stage: "sft",
      seed: 1,
      config: { loraRank: 8, learningRate: 0.001, validationExamples: 4 },
      inputs: { dataset: { datasetVersionId: first } },
    });
    await notes.log(cut, { "validation/loss": 1, "train/loss": 1 }, 40);
    const held = await compare([sft("a", 1), cut], { metric: "metric.validation/loss" });
    expect(held.leading[0]?.bySeed.reason).toBe(
      "validation/loss was measured on other notes: the runs differ in validationExamples",
    );
    const elsewhere = await notes.run("elsewhere", {
      stage: "sft",
      config: { loraRank: 8 },
      inputs: { dataset: { datasetVersionId: second } },
    });
    await notes.log(elsewhere, { "train/loss": 1 });
    const moved = await compare([cut, elsewhere], { metric: "metric.train/loss" });
    expect(moved.verdict).toMatchObject({ judgement: "refused" });
    const client = await notes.run("client", { stage: "command", config: { lr: 1 } });
    await notes.log(client, { "train/loss": 2 }, 70);
    const [leading] = (await compare([cut, client])).leading;
    expect(leading?.cautions).toEqual([
      "They ended at different steps, 70 and 40: read the curves too.",
      "Assay does not know on which data this was measured.",
    ]);
  });

  test("runs that logged nothing leave nothing to compare", async () => {
    const mute = await notes.run("mute", { stage: "command" });
    const report = await compare([mute, await notes.run("still", { stage: "command" })]);
    expect(report).toMatchObject({ metric: null, table: [], verdict: { headline: "Nothing to compare yet." } });
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
