import { describe, expect, test } from "vitest";
import { cohenKappa, fleissKappa, gwetAc1, rawAgreement, specificAgreement } from "./agreement-coefficients";
import { computeOf, unitsOfTable } from "./testing/rated-tables";

describe("the published tables of two readers", () => {
  test.each([
    {
      table: [
        [20, 5],
        [10, 15],
      ],
      kappa: 0.4,
      ac1: 0.4059,
      pi: 0.3939,
    },
    {
      table: [
        [40, 9],
        [6, 45],
      ],
      kappa: 0.6995,
      ac1: 0.7007,
      pi: null,
    },
    {
      table: [
        [118, 5],
        [2, 0],
      ],
      kappa: -0.0234,
      ac1: 0.9408,
      pi: null,
    },
  ])("$table: κ $kappa, AC1 $ac1", ({ table, kappa, ac1, pi }) => {
    const units = unitsOfTable(table);
    expect(computeOf(units, 2, cohenKappa)).toBeCloseTo(kappa, 4);
    expect(computeOf(units, 2, gwetAc1)).toBeCloseTo(ac1, 4);
    if (pi !== null) expect(computeOf(units, 2, fleissKappa)).toBeCloseTo(pi, 4);
  });

  test("positive and negative agreement are 2a / (2a + b + c) and 2d / (2d + b + c)", () => {
    const units = unitsOfTable([
      [20, 5],
      [10, 15],
    ]);
    expect(computeOf(units, 2, specificAgreement(0))).toBeCloseTo(40 / 55, 12);
    expect(computeOf(units, 2, specificAgreement(1))).toBeCloseTo(30 / 45, 12);
  });

  // Repository paul-rottger/exaggerated-safety @d7bb5bd, two annotators of 450 completions.
  test.each([
    {
      table: [
        [230, 0, 1],
        [1, 206, 5],
        [0, 0, 7],
      ],
      raw: 0.9844,
      kappa: 0.9701,
      ac1: 0.979,
    },
    {
      table: [
        [171, 2, 3],
        [1, 228, 6],
        [4, 3, 32],
      ],
      raw: 0.9578,
      kappa: 0.9258,
      ac1: 0.941,
    },
    {
      table: [
        [97, 1, 2],
        [1, 290, 4],
        [1, 7, 47],
      ],
      raw: 0.9644,
      kappa: 0.9293,
      ac1: 0.9525,
    },
    {
      table: [
        [198, 6, 10],
        [1, 194, 3],
        [4, 4, 30],
      ],
      raw: 0.9378,
      kappa: 0.8923,
      ac1: 0.9125,
    },
    {
      table: [
        [366, 2, 7],
        [0, 49, 1],
        [1, 0, 24],
      ],
      raw: 0.9756,
      kappa: 0.9195,
      ac1: 0.9712,
    },
  ])("XSTest refusals: p_o $raw, κ $kappa, AC1 $ac1", ({ table, raw, kappa, ac1 }) => {
    const units = unitsOfTable(table);
    expect(computeOf(units, 3, rawAgreement)).toBeCloseTo(raw, 4);
    expect(computeOf(units, 3, cohenKappa)).toBeCloseTo(kappa, 4);
    expect(computeOf(units, 3, gwetAc1)).toBeCloseTo(ac1, 4);
  });
});
