import { expect, test } from "vitest";
import { describeProgress } from "./progress-line";

const loading = { phase: "loading libraries", done: 0, total: null, unit: "", ratePerSecond: null, secondsLeft: null };

test("a phase that cannot be counted says what it does, not 0", () => {
  expect(describeProgress(loading)).toBe("loading libraries");
  expect(describeProgress({ ...loading, phase: "reading", done: 3, unit: "rows" })).toBe("3 rows");
  expect(describeProgress({ ...loading, phase: "training", total: 400, unit: "steps" })).toBe("0 / 400 steps");
  expect(describeProgress(null)).toBeNull();
});
