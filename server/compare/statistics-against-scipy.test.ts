import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import { bcaMeanInterval, clusterItems, RESAMPLES } from "@/domain/statistics/bootstrap";
import { holm } from "@/domain/statistics/holm";
import { regroup, signFlip } from "@/domain/statistics/permutation";
import { mcnemarExactP, newcombePairedInterval, wilsonInterval } from "@/domain/statistics/rates";
import { pairedT, welchT } from "@/domain/statistics/student";
import { TEST_PYTHON } from "../testing/test-python";

const numbers = z.array(z.number());
const ends = z.tuple([z.number(), z.number()]);
const casesSchema = z.object({
  level: z.number(),
  paired: z.array(
    z.object({
      differences: numbers,
      t: z.number(),
      p: z.number(),
      low: z.number(),
      high: z.number(),
      few: numbers,
      signFlip: z.number(),
    }),
  ),
  grouped: z.array(
    z.object({
      first: numbers,
      second: numbers,
      p: z.number(),
      low: z.number(),
      high: z.number(),
      regroup: z.number(),
    }),
  ),
  rates: z.array(
    z.object({
      table: z.object({ both: z.int(), firstOnly: z.int(), secondOnly: z.int(), neither: z.int() }),
      wilson: ends,
      newcombe: ends,
      mcnemar: z.number(),
    }),
  ),
  families: z.array(z.object({ p: numbers, holm: numbers })),
  bootstrapped: z.array(z.object({ values: numbers, low: z.number(), high: z.number() })),
});

const SEED = "20260310";
const written = execFileSync(TEST_PYTHON, ["-m", "runners.tests.statistics_cases", SEED], { encoding: "utf8" });
const cases = casesSchema.parse(JSON.parse(written));
const { level } = cases;

/** Relative where numbers are large, absolute where they are near zero. */
function expectSame(ours: number | undefined, theirs: number) {
  expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(theirs)));
}

test("paired t and the exact sign-flip are SciPy's", () => {
  for (const { differences, t, p, low, high, few, signFlip: flipped } of cases.paired) {
    const ours = pairedT(differences, level);
    expectSame(ours?.t, t);
    expectSame(ours?.p, p);
    expectSame(ours?.low, low);
    expectSame(ours?.high, high);
    expectSame(signFlip(few).p, flipped);
  }
});

test("Welch's t and the regrouping of seeds without partners are SciPy's", () => {
  for (const { first, second, p, low, high, regroup: regrouped } of cases.grouped) {
    const ours = welchT(first, second, level);
    expectSame(ours?.p, p);
    expectSame(ours?.low, low);
    expectSame(ours?.high, high);
    expectSame(regroup(first, second).p, regrouped);
  }
});

test("intervals of shares, McNemar and Holm are statsmodels' and the runner's", () => {
  for (const { table, wilson, newcombe, mcnemar } of cases.rates) {
    const n = Math.max(1, table.both + table.firstOnly + table.secondOnly + table.neither);
    const single = wilsonInterval(table.both, n, level);
    const paired = newcombePairedInterval(table, level);
    expectSame(single.low, wilson[0]);
    expectSame(single.high, wilson[1]);
    expectSame(paired.low, newcombe[0]);
    expectSame(paired.high, newcombe[1]);
    expectSame(mcnemarExactP(table), mcnemar);
  }
  for (const { p, holm: adjusted } of cases.families) {
    holm(p).forEach((ours, at) => {
      expectSame(ours, adjusted[at] ?? Number.NaN);
    });
  }
});

test("BCa ends within 2 % of the interval's width of SciPy's", () => {
  for (const { values, low, high } of cases.bootstrapped) {
    const alone = clusterItems(
      values,
      values.map((_, at) => at),
      values.length,
    );
    const ours = bcaMeanInterval(alone, { level, resamples: 10 * RESAMPLES, seed: 0 });
    if (typeof ours === "string") throw new Error(ours);
    const slack = 0.02 * (high - low);
    expect(Math.abs(ours.low - low)).toBeLessThan(slack);
    expect(Math.abs(ours.high - high)).toBeLessThan(slack);
  }
});
