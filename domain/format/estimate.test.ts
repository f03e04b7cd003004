import { expect, test } from "vitest";
import type { Estimate } from "../estimate";
import { describeEstimate, formatEstimate } from "./estimate";

const plain = (text: string | null | undefined) => text?.replaceAll("\u00a0", " ");

function estimate(value: number, low: number, high: number, n = 120): Estimate {
  return {
    state: "defined",
    definition: "text.rouge_l@1",
    parameters: {},
    numerator: null,
    denominator: null,
    n,
    unit: "note",
    excluded: 0,
    value,
    reason: null,
    interval: { low, high, level: 0.95, side: "two", method: "bootstrap" },
  };
}

test("a share is percent with its interval, n and unit", () => {
  expect(plain(formatEstimate(estimate(0.083, 0.059, 0.114), { scale: "share" }))).toBe("8.3 % (5.9–11.4), 120 notes");
});

test("a difference carries its sign and points", () => {
  const words = describeEstimate(estimate(-0.075, -0.131, 0.02), { scale: "points", difference: true });
  expect(plain(words?.value)).toBe("−7.5 points");
  expect(words?.interval).toBe("−13.1 to +2.0");
});

test("the interval has the decimals of its value", () => {
  const words = describeEstimate(estimate(0.312, 0.2901, 0.33), { scale: "number" });
  expect(words).toMatchObject({ value: "0.312", interval: "0.290–0.330" });
  expect(plain(words?.level)).toBe("95 %");
});

test.each([
  [0.000042, 0.00001, 0.00009, "+0.000042", "+0.000010 to +0.000090"],
  [0.0312, 0.029, 0.033, "+0.031", "+0.029 to +0.033"],
  [0, -0.0004, 0.0005, "0.000000", "−0.000400 to +0.000500"],
  [0.00001, -0.31, 0.31, "0.000", "−0.310 to +0.310"],
  [12.34, 11, 14, "+12.3", "+11.0 to +14.0"],
  [4e-9, 1e-9, 8e-9, "+4.00e-9", "+1.00e-9 to +8.00e-9"],
  [0, 0, 0, "0.000", "0.000 to 0.000"],
])("a difference of %d has the digits that tell it from nothing", (value, low, high, written, interval) => {
  const words = describeEstimate(estimate(value, low, high), { scale: "number", difference: true });
  expect(words).toMatchObject({ value: written, interval });
});

test("one note is not plural", () => {
  expect(plain(describeEstimate(estimate(0.5, 0, 1, 1), { scale: "number" })?.sample)).toBe("1 note");
});

test("undefined stays undefined, with its reason", () => {
  const none: Estimate = {
    ...estimate(0, 0, 0, 0),
    state: "undefined",
    value: null,
    interval: null,
    reason: "no note has a reference",
  };
  expect(describeEstimate(none, { scale: "share" })).toBeNull();
  expect(formatEstimate(none, { scale: "share" })).toBe("undefined: no note has a reference");
});
