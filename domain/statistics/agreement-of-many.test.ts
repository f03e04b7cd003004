import { describe, expect, test } from "vitest";
import {
  cohenKappa,
  fleissKappa,
  gwetAc1,
  quadraticKappa,
  rawAgreement,
  specificAgreement,
  whyUndefined,
} from "./agreement-coefficients";
import { agreementLayout, type RatedUnit, sumAgreement, totalOf } from "./agreement-sums";
import { explainParadox } from "./explain-paradox";
import { intervalDistance, krippendorffAlpha, ordinalDistance } from "./krippendorff-alpha";
import { alpha, computeOf, unitsOfCounts, unitsOfTable } from "./testing/rated-tables";

describe("the published tables of many readers", () => {
  test("Fleiss' ten by five", () => {
    const rows = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(computeOf(unitsOfCounts(rows.map((counts) => ({ counts }))), 5, fleissKappa)).toBeCloseTo(0.20993, 5);
  });

  test("Krippendorff's three by fifteen, with answers missing", () => {
    const _ = null;
    const readers = [
      [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
      [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
      [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
    ];
    const units = Array.from({ length: 15 }, (_none, unit): RatedUnit => {
      const ratings = readers.flatMap((reader) => (reader[unit] == null ? [] : [reader[unit] - 1]));
      return { cluster: 0, ratings };
    });
    expect(computeOf(units, 4, alpha)).toBeCloseTo(0.691358, 6);
    expect(computeOf(units, 4, krippendorffAlpha(intervalDistance([1, 2, 3, 4])))).toBeCloseTo(0.810845, 6);
  });

  test("the two small ones of inspect_ai", () => {
    const four = [
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 1],
    ].map((ratings) => ({ cluster: 0, ratings }));
    expect(computeOf(four, 2, alpha)).toBeCloseTo(0.685714, 6);
    expect(
      computeOf(
        unitsOfTable([
          [0, 4],
          [0, 0],
        ]),
        2,
        alpha,
      ),
    ).toBeCloseTo(-0.75, 12);
  });

  // google-research-datasets/xsum_hallucination_annotations: summaries by how many of three marked a span.
  test("XSum's 2,499 summaries that three people read", () => {
    const of = (none: number, one: number, two: number, three: number) =>
      unitsOfCounts([
        { counts: [3, 0], times: none },
        { counts: [2, 1], times: one },
        { counts: [1, 2], times: two },
        { counts: [0, 3], times: three },
      ]);
    const any = of(183, 71, 85, 2160);
    expect(computeOf(any, 2, rawAgreement)).toBeCloseTo(0.958383, 6);
    expect(computeOf(any, 2, fleissKappa)).toBeCloseTo(0.775758, 6);
    expect(computeOf(any, 2, alpha)).toBeCloseTo(0.775788, 6);
    expect(computeOf(any, 2, gwetAc1)).toBeCloseTo(0.9489, 6);
    const all = [...any, ...unitsOfCounts([{ counts: [1, 1] }])];
    expect(computeOf(all, 2, alpha)).toBeCloseTo(0.774615, 6);
    expect(computeOf(of(411, 150, 159, 1779), 2, fleissKappa)).toBeCloseTo(0.764146, 6);
    expect(computeOf(of(1567, 251, 212, 469), 2, fleissKappa)).toBeCloseTo(0.692114, 6);
  });
});

describe("where a coefficient is undefined it says why, and is never 0 or 1", () => {
  const layout = agreementLayout(2);
  const undefinedIn = (units: readonly RatedUnit[]) => totalOf(sumAgreement(units, 2, 1), layout.width);

  test("one category only: κ and α have nothing to measure, the raw agreement stands", () => {
    const units = unitsOfTable([
      [30, 0],
      [0, 0],
    ]);
    for (const each of [cohenKappa, fleissKappa, alpha, quadraticKappa]) expect(computeOf(units, 2, each)).toBeNaN();
    expect(computeOf(units, 2, rawAgreement)).toBe(1);
    expect(whyUndefined(undefinedIn(units), layout)).toMatch(/all answers are the same/);
    expect(computeOf(units, 2, specificAgreement(1))).toBeNaN();
  });

  test("units that one reader read alone count in nothing", () => {
    const units = [{ cluster: 0, ratings: [1] }];
    expect(computeOf(units, 2, rawAgreement)).toBeNaN();
    expect(computeOf(units, 2, gwetAc1)).toBeNaN();
    expect(whyUndefined(undefinedIn(units), layout)).toMatch(/two readers/);
  });
});

describe("severities are ordered", () => {
  test("a step apart costs less than the whole scale, in κ and in α", () => {
    const near = unitsOfTable([
      [10, 3, 0],
      [0, 10, 3],
      [0, 0, 10],
    ]);
    const far = unitsOfTable([
      [10, 0, 3],
      [0, 10, 0],
      [3, 0, 10],
    ]);
    for (const each of [quadraticKappa, krippendorffAlpha(ordinalDistance)])
      expect(computeOf(near, 3, each)).toBeGreaterThan(computeOf(far, 3, each) + 0.2);
    expect(computeOf(far, 3, cohenKappa)).toBeCloseTo(computeOf(near, 3, cohenKappa), 1);
  });
});

describe("the paradox", () => {
  const facts = {
    raw: 0.944,
    kappa: -0.0234,
    kappaName: "Cohen’s κ",
    ac1: 0.9408,
    commonest: { share: 0.972, word: "no error" },
    rareAgreement: 0,
    units: "notes",
  };

  test("is told in the campaign's own numbers", () => {
    const told = explainParadox(facts);
    expect(told).toContain("agree on 94.4\u00a0% of notes");
    expect(told).toContain("κ is −0.02");
    expect(told).toContain("AC1 (0.94)");
    expect(told).toContain("agree on 94.6\u00a0%");
  });

  test("is not claimed where κ and AC1 go together, or where answers are mixed", () => {
    expect(explainParadox({ ...facts, kappa: 0.8 })).toBeNull();
    expect(explainParadox({ ...facts, commonest: { share: 0.6, word: "no error" } })).toBeNull();
    expect(explainParadox({ ...facts, kappa: null })).toContain("undefined");
  });
});
