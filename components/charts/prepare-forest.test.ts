import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { forestDomain, judgeDifference } from "./prepare-forest";

function difference(value: number, interval = true): Estimate {
  return {
    state: "defined",
    definition: "text.rouge_l@1",
    parameters: {},
    numerator: null,
    denominator: null,
    n: 40,
    unit: "note",
    excluded: 0,
    value,
    reason: null,
    interval: interval ? { low: value - 0.1, high: value + 0.1, level: 0.95, side: "two", method: "bootstrap" } : null,
  };
}

test("a difference is called only when its interval leaves zero out", () => {
  expect(judgeDifference(difference(0.3), "higher")).toBe("better");
  expect(judgeDifference(difference(0.3), "lower")).toBe("worse");
  expect(judgeDifference(difference(-0.3), "lower")).toBe("better");
  expect(judgeDifference(difference(0.05), "higher")).toBe("undecided");
  expect(judgeDifference(difference(0.3), null)).toBe("unjudged");
  expect(judgeDifference(difference(0.3, false), "higher")).toBe("unjudged");
});

test("the scale holds all intervals and zero", () => {
  const [low, high] = forestDomain([difference(0.5), difference(0.7)]);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0.8);
  expect(forestDomain([])).toEqual([-0.06, 0.06]);
});
