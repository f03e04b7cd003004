import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";
import { addComparedMethods, wave } from "./testing/compared-methods";
import { ROUGE } from "./testing/compared-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const { notes, first, second, A } = await addComparedMethods(db, "notes");
const researcher = await addPerson(db, notes.projectId, "researcher");
const { compare: procedures } = createCaller({ db, sql, now: () => new Date(), viewer: researcher });
const compare = (runs: string[], more = {}) => procedures.report({ project: "notes", runs, ...more });
const grouped = await notes.version(3, 24, { perGroup: 6 });
const one = (ids: string[], at = 0) => ids[at] ?? "";

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
