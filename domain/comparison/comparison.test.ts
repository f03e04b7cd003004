import { describe, expect, test } from "vitest";
import { type ArmRun, countSeeds, foldArms, nameTogether } from "./arm";
import { compareAddress, readCompareAddress } from "./compare-address";
import { chooseMetric, describeComparedMetric, orderMetrics, readingsOf, seriesMetricId } from "./compared-metric";
import type { ComparisonReport } from "./comparison";
import { FieldTable } from "./differing-fields";
import { defineEstimate, twoSided, undefineEstimate } from "./make-estimate";
import { writeComparisonCsv } from "./write-csv";
import { writeComparisonMarkdown } from "./write-markdown";

function run(id: string, fingerprint: string, seed: number | null, name = id): ArmRun {
  const replicate = { key: seed === null ? "untrained" : `seed ${seed}`, seed, trained: seed !== null };
  return { id, name, stage: "sft", state: "finished", fingerprint, replicate };
}

describe("arms", () => {
  const runs = [run("a1", "a", 1, "r8 · seed 1"), run("a2", "a", 2, "r8 · seed 2"), run("b1", "b", 1, "r32")];

  test("runs that differ by seed alone stand together", () => {
    const { arms, foldable } = foldArms(runs, true);
    expect(foldable).toBe(true);
    expect(arms.map(({ id, name, runs: of }) => [id, name, of.length])).toEqual([
      ["a1", "r8", 2],
      ["b1", "r32", 1],
    ]);
    expect(arms.map(countSeeds)).toEqual([2, 1]);
  });

  test("nothing is folded where nothing would be left to compare, or where it is not wanted", () => {
    expect(foldArms(runs.slice(0, 2), true)).toMatchObject({ foldable: false, arms: [{ id: "a1" }, { id: "a2" }] });
    expect(foldArms(runs, false).arms).toHaveLength(3);
  });

  test("a seed shown by two runs counts once, an untrained model not at all", () => {
    const [arm] = foldArms([run("x", "a", 1), run("y", "a", 1), run("z", "b", null)], true).arms;
    expect(arm && countSeeds(arm)).toBe(1);
    expect(countSeeds({ id: "z", name: "z", runs: [run("z", "b", null)] })).toBe(0);
  });

  test("names are what all begin with; equal ones are told apart", () => {
    expect(nameTogether(["sft r8 · seed 10", "sft r8 · seed 12"])).toBe("sft r8");
    expect(nameTogether(["left", "right"])).toBe("left and 1 more");
    expect(nameTogether(["only · seed 1"])).toBe("only · seed 1");
    const twice = foldArms([run("a", "a", 1, "same"), run("b", "b", 1, "same")], true).arms;
    expect(twice.map(({ name }) => name)).toEqual(["same", "same (2)"]);
  });
});

describe("metrics", () => {
  test("curves are named as in the table of runs, with the way that is better", () => {
    expect(describeComparedMetric("metric.validation/loss:min")).toMatchObject({
      kind: "series",
      key: "validation/loss",
      reading: "min",
      better: "lower",
      title: "validation/loss, smallest value",
    });
    expect(describeComparedMetric("metric.a:b/accuracy")).toMatchObject({ key: "a:b/accuracy", better: "higher" });
    expect(describeComparedMetric("metric.train/learning_rate").better).toBeNull();
    expect(seriesMetricId("loss", "last")).toBe("metric.loss");
    expect(readingsOf("eval/accuracy")).toEqual(["last", "max"]);
    expect(readingsOf("train/tokens")).toEqual(["last"]);
  });

  test("the most telling one leads unless another is asked for", () => {
    const ids = ["metric.train/loss", "metric.validation/loss", "text.exact_match@1", "text.rouge_l@1"];
    expect(chooseMetric(ids, null)).toBe("text.rouge_l@1");
    expect(chooseMetric(ids, "metric.train/loss")).toBe("metric.train/loss");
    expect(chooseMetric(ids.slice(0, 2), "gone")).toBe("metric.validation/loss");
    expect(chooseMetric(["metric.lr", "metric.my_accuracy"], null)).toBe("metric.my_accuracy");
    expect(chooseMetric([], null)).toBeNull();
    expect(orderMetrics(ids)[0]).toBe("text.exact_match@1");
  });
});

test("an address holds runs once each, baseline, metric and whether seeds stand together", () => {
  const params = new URLSearchParams("runs=a,b,,a&baseline=b&metric=text.rouge_l@1&seeds=apart");
  expect(readCompareAddress(params)).toEqual({
    runs: ["a", "b"],
    baseline: "b",
    against: null,
    metric: "text.rouge_l@1",
    fold: false,
    readings: false,
  });
  expect(readCompareAddress(new URLSearchParams()).runs).toEqual([]);
  expect(compareAddress("my notes", ["a", "b"])).toBe("/projects/my%20notes/compare?runs=a,b");
});

test("fields differ where a value or its absence does, by group", () => {
  const table = new FieldTable();
  const field = (group: "configuration" | "data", key: string) => ({ group, key, title: key, unit: null });
  table.put("a", field("data", "dataset"), "notes v1");
  table.put("b", field("data", "dataset"), "notes v1");
  table.put("a", field("configuration", "rank"), "8");
  table.put("b", field("configuration", "rank"), "32");
  table.put("b", field("configuration", "only"), "1");
  table.put("b", field("configuration", "none"), null);
  const { rows, same } = table.differing(["a", "b"]);
  expect(rows.map(({ key, values }) => [key, values])).toEqual([
    ["rank", ["8", "32"]],
    ["only", [null, "1"]],
  ]);
  expect(same.map(({ key }) => key)).toEqual(["dataset"]);
});

describe("exports", () => {
  const interval = twoSided({ low: 0.05, high: 0.2 }, 0.95, "bca");
  const score = (value: number) =>
    defineEstimate({ definition: "text.rouge_l@1", n: 30, unit: "note", value }, interval);
  const bySeed = undefineEstimate({ definition: "text.rouge_l@1", n: 0, unit: "seed" }, "nothing was trained");
  const comparison = {
    ...{ metric: "text.rouge_l@1", arm: "b", candidate: score(0.4), baseline: score(0.3), byItem: score(0.1), bySeed },
    ...{
      replicates: [],
      cautions: [],
      verdict: { judgement: "better" as const, headline: "B is better.", evidence: "So." },
    },
  };
  const cost = defineEstimate({ definition: "run.cost@1", n: 1, unit: "run", value: 2 }, null);
  const arm = (id: string, name: string) => ({
    id,
    name,
    runs: [],
    seeds: 0,
    evaluatedOn: [],
    costs: [cost],
    onFront: null,
  });
  const report: ComparisonReport = {
    ...{ project: "notes", missing: [], baseline: "a", candidate: "b", folded: false, foldable: false },
    ...{ arms: [arm("a", '=cmd, "A"'), arm("b", "B | two")], metrics: [], metric: "text.rouge_l@1" },
    ...{ verdict: comparison.verdict, leading: [comparison], table: [comparison] },
  };

  test("CSV holds every estimate once, in full, and no formula", () => {
    const lines = writeComparisonCsv(report).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 4 + 2);
    expect(lines[0]).toMatch(/^arm,against,metric,what,value,low,high/);
    expect(lines[3]).toContain(`"'=cmd, ""A""",text.rouge_l@1,difference by note,0.1,0.05,0.2,0.95,bca,30,note,0`);
    expect(lines[4]).toContain("difference by seed,,,,,,0,seed,0,text.rouge_l@1,nothing was trained,better");
    expect(lines[6]).toContain("run.cost@1,cost,2");
  });

  test("Markdown says the verdict first and keeps its cells", () => {
    const text = writeComparisonMarkdown(report, "http://assay/compare").replaceAll("\u00a0", " ");
    expect(text).toMatch(/^\*\*B is better\.\*\* So\.\n\n\| Metric \| A: =cmd, "A" \| B: B \\\| two \|/);
    expect(text).toContain("| ROUGE-L | 0.300 (0.050–0.200), 30 notes |");
    expect(text.trimEnd().endsWith("http://assay/compare")).toBe(true);
  });
});
