import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";
import { addComparedMethods, SEEDS } from "./testing/compared-methods";
import { ROUGE } from "./testing/compared-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const { notes, first, second, B } = await addComparedMethods(db, "notes");
const researcher = await addPerson(db, notes.projectId, "researcher");
const { compare: procedures } = createCaller({ db, sql, now: () => new Date(), viewer: researcher });
const compare = (runs: string[], more = {}) => procedures.report({ project: "notes", runs, ...more });
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("−", "-");
const one = (ids: string[], at = 0) => ids[at] ?? "";

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
      "They ended at different steps, cut at 40, others as late as 70: read the curves too.",
      "Assay does not know on which data this was measured.",
    ]);
  });

  test("a diverged training is not judged by what it was before, and no time is told of one under way", async () => {
    const trained = (name: string, value: number, state: "finished" | "running" = "finished") =>
      notes
        .run(name, { stage: "sft", seed: 1, config: { loraRank: 2 }, state })
        .then((id) => notes.log(id, { "train/loss": value }).then(() => id));
    const diverged = await compare([await trained("steady", 1), await trained("burst", Number.NaN)]);
    expect(diverged.verdict).toMatchObject({
      judgement: "refused",
      evidence: "train/loss of burst ended with a value that is not finite.",
    });
    const open = await compare([await trained("done", 1), await trained("going", 2, "running")], { fold: false });
    expect(open.leading[0]?.cautions).toContain("going is running, and counts as far as it came.");
    const costOf = (arm: number) => open.arms[arm]?.costs.find(({ definition }) => definition === "run.busy_seconds@1");
    expect(costOf(0)).toMatchObject({ value: 10 });
    expect(costOf(1)).toMatchObject({ state: "undefined", reason: "still under way", n: 0 });
    expect(open.arms.map(({ onFront }) => onFront)).toEqual([null, null]);
  });

  test("a seed without a partner is named", async () => {
    const runs = [...SEEDS.map((seed) => sft("a", seed)), sft("b", 1), sft("b", 2)];
    const [leading] = (await compare(runs, { metric: "metric.validation/loss" })).leading;
    expect(leading?.bySeed).toMatchObject({ n: 2, excluded: 1 });
    expect(plain(leading?.cautions.join(" ") ?? "")).toContain("1 seed without a partner on the other side");
  });

  test("a metric or a baseline that is not there is refused, unless another may stand in", async () => {
    const runs = [sft("a", 1), sft("b", 1)];
    await expect(compare(runs, { metric: "metric.validation/los" })).rejects.toThrow(
      "No run has metric.validation/los.",
    );
    await expect(compare(runs, { baseline: "other" })).rejects.toThrow("other is not among the runs.");
    expect((await compare(runs, { metric: "metric.validation/los", strict: false })).metric).toBe(ROUGE);
  });

  test("runs that logged nothing leave nothing to compare", async () => {
    const mute = await notes.run("mute", { stage: "command" });
    const report = await compare([mute, await notes.run("still", { stage: "command" })]);
    expect(report).toMatchObject({ metric: null, table: [], verdict: { headline: "Nothing to compare yet." } });
  });
});
