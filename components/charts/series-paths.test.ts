import { describe, expect, test } from "vitest";
import { plotScales } from "./plot-scales";
import { bandPath, findSpikes, linePath, pointsInSight } from "./series-paths";
import type { Point } from "./split-stretches";

const point = (x: number, mean: number, min = mean, max = mean): Point => ({ x, mean, min, max, smooth: mean, n: 2 });
// A plot of 100 by 100 pixels inside of its frame.
const scales = plotScales([0, 10], [0, 10], "linear", { width: 170, height: 130 });

describe("a bucket that stands out of its neighbours", () => {
  const calm = Array.from({ length: 11 }, (_, x) => point(x, 1, 0.9, 1.1));

  test("is stroked from where they end, however narrow it is", () => {
    const points = calm.with(4, point(4, 1.01, 0.9, 9));
    expect(findSpikes(points, scales)).toEqual([{ x: scales.x(4), from: scales.y(1.1), to: scales.y(9) }]);
  });

  test("downwards too, and at the very edge", () => {
    const points = calm.with(0, point(0, 1, 0.9, 8)).with(10, point(10, 5, 0.2, 5));
    expect(findSpikes(points, scales).map(({ to }) => to)).toEqual([scales.y(8), scales.y(5), scales.y(0.2)]);
  });

  test("is none where the band is as noisy all along, nor where every point was read", () => {
    expect(findSpikes(calm, scales)).toEqual([]);
    const noisy = Array.from({ length: 20 }, (_, x) => point(x / 2, 5, 1, x % 2 ? 9 : 8));
    expect(findSpikes(noisy, scales)).toEqual([]);
    expect(findSpikes([point(0, 1), point(1, 9), point(2, 1)], scales)).toEqual([]);
  });
});

test("paths are the points in pixels, bands go there and back", () => {
  const points = [point(0, 0, 0, 10), point(10, 10, 5, 10)];
  expect(linePath(points, scales, (each) => each.mean)).toBe("M58.0,108.0L158.0,8.0");
  expect(bandPath(points, scales)).toBe("M58.0,8.0L158.0,8.0L158.0,58.0L58.0,108.0Z");
});

test("a log axis places a value by its decade", () => {
  const { y } = plotScales([0, 1], [1, 100], "log", { width: 170, height: 130 });
  expect([y(1), y(10), y(100)]).toEqual([108, 58, 8]);
});

test("what lies off the plot is not drawn, but for one point beyond each edge", () => {
  const points = Array.from({ length: 101 }, (_, x) => point(x, 1));
  const seen = plotScales([40, 50], [0, 2], "linear", { width: 170, height: 130 });
  const [first, last] = [pointsInSight(points, seen)[0]?.x, pointsInSight(points, seen).at(-1)?.x];
  // The frame is part of the width: 58 pixels at 10 a step to the left, 12 to the right.
  expect([first, last]).toEqual([34, 52]);
  expect(pointsInSight(points, plotScales([0, 100], [0, 2], "linear", { width: 170, height: 130 }))).toBe(points);
});
