import { describe, expect, test } from "vitest";
import { bcaMeanInterval, clusterItems, RESAMPLES } from "./bootstrap";
import { holm } from "./holm";
import { isOnFront } from "./pareto-front";
import { regroup, signFlip } from "./permutation";
import { mcnemarExactP, newcombePairedInterval, tabulatePairs, wilsonInterval } from "./rates";
import { cohenDz, hedgesG, pairedT, welchT } from "./student";

const X = [0.71, 0.64, 0.8, 0.55, 0.69, 0.73, 0.77, 0.6, 0.66, 0.72];
const Y = [0.68, 0.6, 0.74, 0.56, 0.65, 0.66, 0.75, 0.57, 0.63, 0.7];
const D = X.map((x, at) => x - (Y[at] ?? 0));
const alone = (values: readonly number[]) =>
  clusterItems(
    values,
    values.map((_, at) => at),
    values.length,
  );

describe("the published fixture of ten pairs", () => {
  test("paired t with its interval and effect sizes", () => {
    const result = pairedT(D, 0.95);
    expect(result?.difference).toBeCloseTo(0.033, 12);
    expect(result?.t).toBeCloseTo(4.714286, 6);
    expect(result?.df).toBe(9);
    expect(result?.p).toBeCloseTo(0.00109787, 8);
    expect(result?.low).toBeCloseTo(0.017165, 6);
    expect(result?.high).toBeCloseTo(0.048835, 6);
    expect(cohenDz(D)).toBeCloseTo(1.490788, 6);
    expect(hedgesG(cohenDz(D) ?? 0, 10)).toBeCloseTo(1.363006, 6);
  });

  test("exact sign-flip and the smallest p that ten pairs can reach", () => {
    expect(signFlip(D)).toEqual({ p: 0.00390625, attainable: 2 / 2 ** 10, exact: true });
  });

  // Means of ten values in hundredths lie on a grid of thousandths: SciPy's own ends are these, by its generator.
  test("BCa of 9,999 resamples ends where SciPy's does", () => {
    for (let seed = 0; seed < 10; seed++) {
      const ends = bcaMeanInterval(alone(D), { level: 0.95, resamples: RESAMPLES, seed });
      if (typeof ends === "string") throw new Error(ends);
      expect(ends.low).toBeGreaterThan(0.0189);
      expect(ends.low).toBeLessThan(0.0204);
      expect(ends.high).toBeGreaterThan(0.0449);
      expect(ends.high).toBeLessThan(0.0464);
    }
  });
});

test("Holm and McNemar give the published numbers", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(mcnemarExactP({ both: 60, firstOnly: 5, secondOnly: 15, neither: 20 })).toBeCloseTo(0.041389, 6);
  expect(mcnemarExactP({ both: 3, firstOnly: 0, secondOnly: 0, neither: 2 })).toBe(1);
});

test("Wilson's and Newcombe's intervals are the published ones", () => {
  expect(wilsonInterval(7, 50, 0.95).low).toBeCloseTo(0.0695, 4);
  expect(wilsonInterval(7, 50, 0.95).high).toBeCloseTo(0.2619, 4);
  expect(wilsonInterval(0, 50, 0.95).low).toBe(0);
  const paired = newcombePairedInterval({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.95);
  expect(paired.low).toBeCloseTo(0.0562, 4);
  expect(paired.high).toBeCloseTo(0.3292, 4);
});

test("pairs are tabulated by who hit", () => {
  expect(tabulatePairs([1, 1, 0, 0, 1], [1, 0, 1, 0, 1])).toEqual({ both: 2, firstOnly: 1, secondOnly: 1, neither: 1 });
});

describe("few seeds", () => {
  test.each([
    [2, 0.5],
    [5, 0.0625],
    [6, 0.03125],
  ])("%i pairs that all agree reach p = %f and no less", (n, p) => {
    const result = signFlip(Array.from({ length: n }, (_, at) => 1 + at / 10));
    expect(result).toEqual({ p, attainable: p, exact: true });
  });

  test("one difference proves nothing", () => {
    expect(signFlip([3])).toEqual({ p: 1, attainable: 1, exact: true });
    expect(pairedT([3], 0.95)).toBeNull();
    expect(welchT([1], [2, 3], 0.95)).toBeNull();
  });

  test("groups without partners: three against three reach 2 of 20 ways", () => {
    expect(regroup([4, 5, 6], [1, 2, 3])).toEqual({ p: 0.1, attainable: 0.1, exact: true });
    expect(regroup([9], [1, 2, 3])).toEqual({ p: 0.25, attainable: 0.25, exact: true });
    expect(regroup([1, 2, 3], [1, 2, 3]).p).toBe(1);
  });
});

test("differences that do not spread have no interval, with the reason", () => {
  expect(pairedT([0.1, 0.1, 0.1], 0.95)).toBeNull();
  expect(cohenDz([0.1, 0.1])).toBeNull();
  const options = { level: 0.95, resamples: 99, seed: 0 };
  expect(bcaMeanInterval(alone([1, 1, 1]), options)).toBe("all values are equal");
  expect(bcaMeanInterval(alone([1]), options)).toBe("only one value");
});

test("notes of one patient are drawn together, which widens the interval", () => {
  const values = Array.from({ length: 60 }, (_, at) => Math.sin(Math.floor(at / 6) * 2.4) + (at % 6) * 0.001);
  const options = { level: 0.95, resamples: 2_000, seed: 0 };
  const single = bcaMeanInterval(alone(values), options);
  const patients = bcaMeanInterval(
    clusterItems(
      values,
      values.map((_, at) => Math.floor(at / 6)),
      10,
    ),
    options,
  );
  if (typeof single === "string" || typeof patients === "string") throw new Error("no interval");
  expect(patients.high - patients.low).toBeGreaterThan(1.8 * (single.high - single.low));
});

test("random sign flips agree with Student's t where there are many pairs", () => {
  const many = Array.from({ length: 200 }, (_, at) => Math.sin(at * 12.9898) + 0.12);
  const { p, exact, attainable } = signFlip(many, 3);
  expect(exact).toBe(false);
  expect(attainable).toBe(1e-4);
  expect(Math.abs(p - (pairedT(many, 0.95)?.p ?? 0))).toBeLessThan(0.02);
});

test("the front keeps what no other beats, ties too", () => {
  const points = [
    { value: 0.8, cost: 1 },
    { value: 0.82, cost: 2 },
    { value: 0.81, cost: 3 },
    { value: 0.85, cost: 5 },
  ];
  expect(isOnFront(points)).toEqual([true, true, false, true]);
  expect(isOnFront([points[0], points[0]].flatMap((point) => point ?? []))).toEqual([true, true]);
});
