import { describe, expect, test } from "vitest";
import { cohenKappa, gwetAc1, rawAgreement } from "./agreement-coefficients";
import { agreementLayout, type RatedUnit, sumAgreement } from "./agreement-sums";
import { bcaMeanInterval, quantile } from "./bootstrap";
import { percentileInterval } from "./percentile-interval";
import { finish, type Panel, resamplePanels } from "./resample-panels";

const layout = agreementLayout(2);

function agreementPanel(units: readonly RatedUnit[], clusters: number): Panel {
  const statistics = [rawAgreement, cohenKappa, gwetAc1].map(
    (coefficient) => (sums: Float64Array) => coefficient(sums, layout),
  );
  return { rows: sumAgreement(units, 2, clusters), width: layout.width, statistics };
}

/** Every fifth document has an error, which the second reader misses in every fifteenth. */
function readings(documents: number, sentences: number): RatedUnit[] {
  return Array.from({ length: documents * sentences }, (_, at): RatedUnit => {
    const cluster = Math.floor(at / sentences);
    const pair: [number, number] = [cluster % 5 === 0 ? 1 : 0, cluster % 5 === 0 && cluster % 15 !== 0 ? 1 : 0];
    return { cluster, ratings: pair, pair };
  });
}

const spread = (replicates: Float64Array | undefined) => {
  const ends = percentileInterval(replicates ?? new Float64Array(), 0.95);
  if (!ends) throw new Error("There are no ends.");
  return ends.high - ends.low;
};

describe("documents are drawn, not sentences", () => {
  test("twenty sentences a document make the interval no narrower than one", () => {
    const wide = finish(resamplePanels([agreementPanel(readings(60, 1), 60)], 60, { resamples: 1_000, seed: 3 }));
    const deep = finish(resamplePanels([agreementPanel(readings(60, 20), 60)], 60, { resamples: 1_000, seed: 3 }));
    expect(spread(deep[0]?.[0])).toBeCloseTo(spread(wide[0]?.[0]), 10);
  });

  test("equal seeds give equal replicates; panels share their draws", () => {
    const panels = [agreementPanel(readings(40, 2), 40), agreementPanel(readings(40, 1), 40)];
    const first = finish(resamplePanels(panels, 40, { resamples: 200, seed: 9 }));
    expect(finish(resamplePanels(panels, 40, { resamples: 200, seed: 9 }))).toEqual(first);
    expect(finish(resamplePanels(panels, 40, { resamples: 200, seed: 10 }))).not.toEqual(first);
    expect(first[0]?.[0]).toEqual(first[1]?.[0]);
  });

  test("folding equal documents changes nothing: the mean over documents has the plain bootstrap's spread", () => {
    const hits = Array.from({ length: 200 }, (_, at) => (at % 7 === 0 ? 1 : 0));
    const rows = Float64Array.from(hits.flatMap((hit) => [hit, 1]));
    const rate: Panel = { rows, width: 2, statistics: [(sums) => (sums[0] ?? 0) / (sums[1] ?? 0)] };
    const [[replicates = new Float64Array()] = []] = finish(resamplePanels([rate], 200, { resamples: 8_000, seed: 1 }));
    const mean = replicates.reduce((sum, each) => sum + each, 0) / replicates.length;
    const p = 29 / 200;
    const deviation = Math.sqrt(replicates.reduce((sum, each) => sum + (each - mean) ** 2, 0) / replicates.length);
    expect(mean).toBeCloseTo(p, 3);
    expect(deviation / Math.sqrt((p * (1 - p)) / 200)).toBeGreaterThan(0.97);
    expect(deviation / Math.sqrt((p * (1 - p)) / 200)).toBeLessThan(1.03);
  });

  test("it pauses before the first draw, too, where rows are many and wide", () => {
    const wide: Panel = { rows: new Float64Array(2_000 * 500).fill(1), width: 500, statistics: [() => 0] };
    const work = resamplePanels([wide], 2_000, { resamples: 1, seed: 1 });
    let pauses = 0;
    while (!work.next().done) pauses += 1;
    expect(pauses).toBe(21);
  });

  test("it pauses for others many times on its way", () => {
    const work = resamplePanels([agreementPanel(readings(10, 1), 10)], 10, { resamples: 1_000, seed: 1 });
    let pauses = 0;
    while (!work.next().done) pauses += 1;
    expect(pauses).toBe(21);
  });
});

describe("ends of replicates", () => {
  test("undefined ones are left out; too many of them leave no interval", () => {
    const replicates = Float64Array.from({ length: 1_000 }, (_, at) => (at < 40 ? Number.NaN : at));
    const ends = percentileInterval(replicates, 0.9);
    expect(ends?.low).toBeCloseTo(40 + 0.05 * 959, 9);
    expect(ends?.high).toBeCloseTo(40 + 0.95 * 959, 9);
    expect(percentileInterval(replicates.fill(Number.NaN, 0, 60), 0.9)).toBeNull();
    expect(percentileInterval(new Float64Array(), 0.9)).toBeNull();
  });

  test("quantiles lie between neighbours, as NumPy's do", () => {
    expect(quantile(Float64Array.of(1, 2, 4), 0.75)).toBe(3);
  });
});

/** A share of beta-binomial documents; 20,000 draws of this test's own generator. */
test("the upper BCa bound of rare, clustered errors holds about as often as it says", () => {
  let state = 12_345;
  const draw = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const rounds = 400;
  let held = 0;
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(50);
    for (let at = 0; at < 50; at++) {
      // Half of the documents carry all errors: 6 % of their sentences, 3 % of all.
      const rate = draw() < 0.5 ? 0.06 : 0;
      for (let sentence = 0; sentence < 20; sentence++) sums[at] = (sums[at] ?? 0) + (draw() < rate ? 1 : 0);
    }
    const ends = bcaMeanInterval(
      { sums, sizes: new Float64Array(50).fill(20) },
      { level: 0.9, resamples: 400, seed: 2 },
    );
    if (typeof ends !== "string" && ends.high >= 0.03) held += 1;
  }
  expect(held / rounds).toBeGreaterThan(0.91);
  expect(held / rounds).toBeLessThan(0.98);
});
