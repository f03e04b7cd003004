import { describe, expect, test } from "vitest";
import { prepareLines } from "./prepare-lines";
import { MOST_READINGS, nearestReadings, readAt } from "./read-at";
import { describeReadings, describeSpread } from "./readings-box";
import type { ChartSeries } from "./series-input";

const line = (id: string, mean: number[], over: Partial<ChartSeries> = {}): ChartSeries => ({
  id,
  runId: id,
  label: id,
  segments: [
    {
      attempt: 1,
      x: mean.map((_, index) => index),
      mean,
      min: mean.map((value) => value - 1),
      max: mean.map((value) => value + 1),
      n: mean.map(() => 5),
      nonFinite: mean.map(() => 0),
    },
  ],
  ...over,
});
const prepare = (given: ChartSeries[]) => prepareLines(given, { scale: "linear", smoothing: 0 });

describe("of a hundred lines under the crosshair", () => {
  const readings = readAt(prepare(Array.from({ length: 100 }, (_, id) => line(`r${id}`, [id, id]))), 0.02);

  test("those nearest to the pointer are read, the highest first", () => {
    const near = nearestReadings(readings, ({ point }) => Math.abs(point.mean - 50));
    expect(near).toHaveLength(MOST_READINGS);
    const means = near.map(({ point }) => point.mean);
    expect(means).toEqual([...means].sort((a, b) => b - a));
    expect(Math.max(...means.map((mean) => Math.abs(mean - 50)))).toBeLessThanOrEqual(5);
  });

  test("the rest is counted for those who listen", () => {
    const text = describeReadings(0, { readings: readings.slice(0, 2), all: 100 }, String, String);
    expect(text).toBe("0: r0 0, r1 1, and 98 more");
    expect(describeReadings(null, { readings: [], all: 0 }, String, String)).toBe("no point chosen");
  });
});

test("a number says what it stands for", () => {
  const say = (over: Partial<ChartSeries>) => {
    const [reading] = readAt(prepare([line("r", [3], over)]), 0);
    if (!reading) throw new Error("nothing read");
    return describeSpread(reading, String);
  };
  expect(say({})).toBe("2 to 4, 5\u00a0points");
  expect(say({ seeds: { band: "sd", runs: 5 } })).toBe("mean of 5 seeds, sd 1");
  expect(say({ seeds: { band: "range", runs: 8 } })).toBe("mean of 5 of 8 seeds, 2 to 4");
});
