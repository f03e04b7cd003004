import { expect, test } from "vitest";
import { describeLimits } from "./describe-limits";
import { prepareLines } from "./prepare-lines";
import type { ChartSeries } from "./series-input";

const line = (id: number, over: Partial<ChartSeries> = {}): ChartSeries => ({
  id: `r${id}`,
  runId: `r${id}`,
  label: `r${id}`,
  segments: [{ attempt: 1, x: [0, 1], mean: [1, 2], min: [0, 1], max: [2, 3], n: [500, 500], nonFinite: [0, 3] }],
  ...over,
});
const say = (given: ChartSeries[]) => describeLimits(prepareLines(given, { scale: "linear", smoothing: 0 }));

test("the line below a chart says what stands for what", () => {
  expect(say([line(0)])).toBe("1,000 points as 2 with min–max · 3 NaN or infinite, marked at the top");
});

test("of many lines the bands are not drawn, and it says so", () => {
  const many = Array.from({ length: 30 }, (_, id) => line(id));
  expect(say(many)).toContain("30,000 points as 60 with means and what stands out of them");
});

test("a band over seeds says what it spans", () => {
  expect(say([line(0, { seeds: { band: "sd", runs: 5 } })])).toContain("mean ± one standard deviation over seeds");
  expect(say([line(0, { seeds: { band: "range", runs: 5 } })])).toContain("mean, minimum to maximum over seeds");
});

test("lines beyond what fits are counted", () => {
  expect(say(Array.from({ length: 120 }, (_, id) => line(id)))).toContain("100 of 120 series drawn");
});
