import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  type Coefficient,
  cohenKappa,
  fleissKappa,
  gwetAc1,
  quadraticKappa,
  rawAgreement,
} from "@/domain/statistics/agreement-coefficients";
import { agreementLayout, type RatedUnit, sumAgreement, totalOf } from "@/domain/statistics/agreement-sums";
import {
  clopperPearsonInterval,
  clopperPearsonLower,
  clopperPearsonUpper,
  pAbove,
  pBelow,
} from "@/domain/statistics/exact-binomial";
import {
  intervalDistance,
  krippendorffAlpha,
  nominalDistance,
  ordinalDistance,
} from "@/domain/statistics/krippendorff-alpha";
import { TEST_PYTHON } from "../testing/test-python";

const numbers = z.array(z.number());
const casesSchema = z.object({
  binomial: z.array(
    z.object({
      hits: z.int(),
      n: z.int(),
      level: z.number(),
      threshold: z.number(),
      pAbove: z.number(),
      pBelow: z.number(),
      twoSided: z.tuple([z.number(), z.number()]),
      lower: z.number(),
      upper: z.number(),
    }),
  ),
  pairs: z.array(
    z.object({
      categories: z.int(),
      first: numbers,
      second: numbers,
      kappa: z.number(),
      kappaAgain: z.number(),
      quadratic: z.number(),
      raw: z.number(),
    }),
  ),
  missing: z.array(
    z.object({
      categories: z.int(),
      values: numbers,
      ratings: z.array(numbers),
      nominal: z.number(),
      ordinal: z.number(),
      interval: z.number(),
      ac1: z.number(),
      fleiss: z.number(),
      raw: z.number(),
    }),
  ),
  once: z.array(
    z.object({
      categories: z.int(),
      ratings: z.array(numbers),
      nominal: z.number(),
      ac1: z.number(),
      ac1OfAll: z.number(),
      fleiss: z.number(),
      fleissOfAll: z.number(),
      raw: z.number(),
    }),
  ),
  full: z.array(z.object({ categories: z.int(), counts: z.array(numbers), fleiss: z.number() })),
});

const SEED = "20260415";
const written = execFileSync(TEST_PYTHON, ["-m", "runners.tests.agreement_cases", SEED], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const cases = casesSchema.parse(JSON.parse(written));

/** To 1e-9 of the number itself; what is smaller than a float's own noise counts as zero. */
function expectSame(ours: number, theirs: number) {
  expect(Math.abs(ours - theirs), `${ours} against ${theirs}`).toBeLessThanOrEqual(1e-9 * Math.abs(theirs) + 1e-15);
}

function compute(units: readonly RatedUnit[], categories: number, coefficient: Coefficient): number {
  const layout = agreementLayout(categories);
  return coefficient(totalOf(sumAgreement(units, categories, 1), layout.width), layout);
}

test("exact tests and Clopper–Pearson's bounds are SciPy's and statsmodels'", () => {
  for (const { hits, n, level, threshold, twoSided, ...theirs } of cases.binomial) {
    expectSame(pAbove(hits, n, threshold), theirs.pAbove);
    expectSame(pBelow(hits, n, threshold), theirs.pBelow);
    const ours = clopperPearsonInterval(hits, n, level);
    expectSame(ours.low, hits === 0 ? 0 : twoSided[0]);
    expectSame(ours.high, hits === n ? 1 : twoSided[1]);
    expectSame(clopperPearsonLower(hits, n, 1 - level), theirs.lower);
    expectSame(clopperPearsonUpper(hits, n, 1 - level), theirs.upper);
  }
});

test("κ of two readers is scikit-learn's and statsmodels', unweighted and quadratic", () => {
  for (const { categories, first, second, ...theirs } of cases.pairs) {
    const units = first.map((one, at): RatedUnit => {
      const pair: [number, number] = [one, second[at] ?? 0];
      return { cluster: 0, ratings: pair, pair };
    });
    expectSame(compute(units, categories, rawAgreement), theirs.raw);
    expectSame(compute(units, categories, cohenKappa), theirs.kappa);
    expectSame(compute(units, categories, cohenKappa), theirs.kappaAgain);
    expectSame(compute(units, categories, quadraticKappa), theirs.quadratic);
  }
});

test("α is krippendorff's, AC1 and the general Fleiss κ are irrCAC's, with answers missing", () => {
  for (const { categories, values, ratings, ...theirs } of cases.missing) {
    const units = ratings.map((row): RatedUnit => ({ cluster: 0, ratings: row.filter((each) => each >= 0) }));
    expectSame(compute(units, categories, krippendorffAlpha(nominalDistance)), theirs.nominal);
    expectSame(compute(units, categories, krippendorffAlpha(ordinalDistance)), theirs.ordinal);
    expectSame(compute(units, categories, krippendorffAlpha(intervalDistance(values))), theirs.interval);
    expectSame(compute(units, categories, gwetAc1), theirs.ac1);
    expectSame(compute(units, categories, fleissKappa), theirs.fleiss);
    expectSame(compute(units, categories, rawAgreement), theirs.raw);
  }
});

test("units that one alone read say nothing: irrCAC counts them in chance, and agrees where it is not given them", () => {
  let apart = 0;
  for (const { categories, ratings, ...theirs } of cases.once) {
    const units = ratings.map((row): RatedUnit => ({ cluster: 0, ratings: row.filter((each) => each >= 0) }));
    expect(units.some((unit) => unit.ratings.length === 1)).toBe(true);
    const ac1 = compute(units, categories, gwetAc1);
    expectSame(compute(units, categories, krippendorffAlpha(nominalDistance)), theirs.nominal);
    expectSame(compute(units, categories, rawAgreement), theirs.raw);
    expectSame(compute(units, categories, fleissKappa), theirs.fleiss);
    expectSame(ac1, theirs.ac1);
    if (Math.abs(ac1 - theirs.ac1OfAll) > 1e-6 && Math.abs(theirs.fleiss - theirs.fleissOfAll) > 1e-6) apart += 1;
  }
  expect(apart).toBeGreaterThan(0.9 * cases.once.length);
});

test("Fleiss' κ of equal numbers of readers is statsmodels'", () => {
  for (const { categories, counts, fleiss } of cases.full) {
    const units = counts.map((row): RatedUnit => {
      return { cluster: 0, ratings: row.flatMap((count, category) => new Array<number>(count).fill(category)) };
    });
    expectSame(compute(units, categories, fleissKappa), fleiss);
  }
});
