import { describe, expect, test } from "vitest";
import { finish } from "../statistics/resample-panels";
import { binMargins, countInBins } from "./margin-bins";
import { empiricalDistribution } from "./margin-ecdf";
import { estimateMargins } from "./margin-estimates";
import { bucketOf, marginOf, marginPerToken, type PairRecord, pushOf, thresholdOf } from "./pair-record";

const record = (margin: number, longer = 0, group = `${margin} ${longer}`): PairRecord => ({
  pair: group,
  group,
  logpChosen: -10 + margin,
  logpRejected: -14,
  referenceChosen: -10,
  referenceRejected: -14,
  tokensChosen: 10 + longer,
  tokensRejected: 10,
  hChosen: 0,
  hRejected: 1,
  flipped: false,
});

describe("one pair", () => {
  test("its margin is what policy and reference part by, on the chosen side more than on the rejected one", () => {
    const of = { ...record(0), logpChosen: -10, logpRejected: -14, referenceChosen: -12, referenceRejected: -13 };
    expect(marginOf(of)).toBe(3);
    const swapped = { ...of, logpChosen: -14, logpRejected: -10, referenceChosen: -13, referenceRejected: -12 };
    expect(marginOf(swapped)).toBe(-3);
    const shifted = { ...of, logpChosen: -8, logpRejected: -12 };
    expect(marginOf(shifted)).toBe(marginOf(of));
  });

  test("a longer side counts no more than a short one when margins are taken by token", () => {
    const of = { ...record(0), logpChosen: -8, referenceChosen: -12, tokensChosen: 8 };
    expect(marginPerToken(of)).toBe(0.5);
  });

  test("labels name its bucket", () => {
    expect(bucketOf({ hChosen: 0, hRejected: 1 })).toBe("01");
    expect(bucketOf({ hChosen: 1, hRejected: 0 })).toBe("10");
    expect(bucketOf({ hChosen: 1, hRejected: 1 })).toBe("11");
    expect(bucketOf({ hChosen: 0, hRejected: 0 })).toBe("00");
  });

  test("the line is the margin that was recorded with the pairs, and plain DPO has none", () => {
    expect(thresholdOf({ loss: "fdpo" }, 10)).toBe(10);
    expect(thresholdOf({ loss: "safedpo" }, 10)).toBe(10);
    expect(thresholdOf({ loss: "dpo" }, 0)).toBeNull();
  });

  test("the push is one half at the line and full far below it", () => {
    expect(pushOf(10, { threshold: 10, beta: 0.1 })).toBe(0.5);
    // The gradient weight of m = 1.5, β = 0.1, Δ = 100 is σ(9.85).
    expect(pushOf(1.5, { threshold: 100, beta: 0.1 })).toBeCloseTo(0.999947, 6);
  });
});

describe("bins", () => {
  test("an edge lies at zero, widths are round, and every value is in exactly one bin", () => {
    const values = Float64Array.of(-3.2, -0.1, 0, 0.1, 17.9);
    const bins = binMargins(values);
    expect(bins.some(({ low }) => low === 0)).toBe(true);
    expect((bins[0]?.high ?? 0) - (bins[0]?.low ?? 0)).toBe(1);
    const counts = countInBins(values, bins);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
    expect(counts[bins.findIndex(({ low }) => low === 0)]).toBe(2);
  });

  test("before a step all margins are zero, which is one bin", () => {
    expect(binMargins(new Float64Array(5))).toEqual([{ low: -0.5, high: 0.5 }]);
    expect(binMargins(new Float64Array(0))).toEqual([]);
  });

  test("the largest value belongs to the last bin", () => {
    const values = Float64Array.of(0, 36);
    expect(countInBins(values, binMargins(values)).at(-1)).toBe(1);
  });
});

test("the distribution ends at one, and equal values are one point", () => {
  expect(empiricalDistribution(Float64Array.of(2, 1, 2, 4))).toEqual([
    { margin: 1, share: 0.25 },
    { margin: 2, share: 0.75 },
    { margin: 4, share: 1 },
  ]);
  const many = empiricalDistribution(Float64Array.from({ length: 10_000 }, (_, at) => at));
  expect(many.length).toBeLessThanOrEqual(240);
  expect(many.at(-1)).toEqual({ margin: 9_999, share: 1 });
});

describe("estimates", () => {
  const margins = [3, -1.5, 0, 7.25, 2, -4, 11, 0.5];
  const longer = [4, -2, 1, 9, 0, -6, 3, 3];
  const records = margins.map((margin, at) => record(margin, longer[at]));
  const line = { threshold: 2, beta: 0.1 };

  test("mean, strict accuracy and the share below the line, each with n, unit and interval", () => {
    const { margin, accuracy, belowThreshold } = finish(estimateMargins(records, line));
    expect(margin).toMatchObject({ definition: "pair.margin@1", value: 2.28125, n: 8, unit: "pair" });
    expect(margin.interval?.low).toBeLessThan(2.28125);
    expect(margin.interval?.high).toBeGreaterThan(2.28125);
    // 0 is no win.
    expect(accuracy).toMatchObject({ value: 5 / 8, numerator: 5, denominator: 8 });
    expect(accuracy.interval?.method).toBe("wilson");
    expect(belowThreshold).toMatchObject({ value: 4 / 8, parameters: { threshold: 2, beta: 0.1, groups: 8 } });
  });

  test("the correlation with length is Pearson's, as scipy.stats.pearsonr computes it", () => {
    expect(finish(estimateMargins(records, line)).lengthCorrelation.value).toBeCloseTo(0.7416221607912372, 12);
  });

  test("margins that all are alike have no correlation, with the reason", () => {
    const alike = [1, 2, 3].map((at) => record(0, at));
    expect(finish(estimateMargins(alike, null)).lengthCorrelation).toMatchObject({
      state: "undefined",
      reason: "margins or lengths do not differ",
    });
  });

  test("a loss without a line has no share below it", () => {
    expect(finish(estimateMargins(records, null)).belowThreshold).toMatchObject({ state: "undefined", value: null });
  });

  test("pairs of one patient are drawn together, which widens what they say", () => {
    const grouped = records.map((each, at) => ({ ...each, group: at % 2 === 0 ? "a" : `b${at}` }));
    const { accuracy } = finish(estimateMargins(grouped, line));
    expect(accuracy.parameters.groups).toBe(5);
    expect(accuracy.interval?.method).toBe("cluster-bootstrap-percentile");
  });

  test("one patient alone gives a mean without an interval", () => {
    const { margin } = finish(
      estimateMargins(
        records.map((each) => ({ ...each, group: "a" })),
        line,
      ),
    );
    expect(margin).toMatchObject({ state: "defined", interval: null });
  });

  test("no pairs are undefined, never zero", () => {
    expect(finish(estimateMargins([], line)).accuracy).toMatchObject({ state: "undefined", n: 0, value: null });
  });
});
