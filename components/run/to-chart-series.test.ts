import { expect, test } from "vitest";
import { toChartSeries } from "./to-chart-series";

const segment = (attempt: number, over: object = {}) => ({
  run: "r",
  key: "train/loss",
  attempt,
  source: "metrics" as const,
  cutStep: null,
  resolution: 1,
  buckets: {
    x: [0, 10],
    xEnd: [4, 10],
    n: [3, 0],
    min: [1, null],
    max: [3, null],
    mean: [2, null],
    last: [2, null],
    nonFinite: [1, 1],
    nonFiniteKinds: [],
  },
  ...over,
});

test("attempts are segments of one line, in order, and null is no number", () => {
  const [line, ...others] = toChartSeries([segment(2), segment(1)], { r: "tuned" });
  expect(others).toEqual([]);
  expect(line).toMatchObject({ id: "r train/loss", runId: "r", label: "tuned" });
  expect(line?.segments.map((one) => one.attempt)).toEqual([1, 2]);
  expect(line?.segments[0]).toMatchObject({ x: [2, 10], n: [4, 1], mean: [2, Number.NaN] });
});

test("several keys of a run are told apart", () => {
  const lines = toChartSeries([segment(1), segment(1, { key: "validation/loss" })], { r: "tuned" });
  expect(lines.map((line) => line.label)).toEqual(["tuned, train/loss", "tuned, validation/loss"]);
});
