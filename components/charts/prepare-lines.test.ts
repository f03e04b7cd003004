import { describe, expect, test } from "vitest";
import { plotScales } from "./plot-scales";
import { MOST_SERIES, prepareLines } from "./prepare-lines";
import { readAt } from "./read-at";
import { describeSpread } from "./readings-box";
import { writeSeriesCsv } from "./series-csv";
import type { ChartSeries, SeriesSegment } from "./series-input";
import { styleSeries } from "./series-style";

function segment(values: number[], over: Partial<SeriesSegment> = {}): SeriesSegment {
  return {
    attempt: 1,
    x: values.map((_, index) => index),
    min: values,
    max: values,
    mean: values,
    n: values.map(() => 1),
    nonFinite: values.map((value) => (Number.isFinite(value) ? 0 : 1)),
    ...over,
  };
}
const series = (segments: SeriesSegment[], id = "run"): ChartSeries => ({ id, runId: id, label: id, segments });
const plain = { scale: "linear", smoothing: 0 } as const;

describe("prepareLines", () => {
  test("a spike inside a bucket decides the range", () => {
    const { y } = prepareLines([series([segment([1, 1, 1], { max: [1, 90, 1] })])], plain);
    expect(y?.[1]).toBeGreaterThan(90);
  });

  test("NaN breaks the line, is marked and counted", () => {
    const prepared = prepareLines([series([segment([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 5])])], plain);
    expect(prepared.series[0]?.stretches.map((stretch) => stretch.points.map((point) => point.x))).toEqual([
      [0],
      [2],
      [4],
    ]);
    expect(prepared.series[0]?.nonFinite.map((mark) => mark.x)).toEqual([1, 3]);
    expect(prepared.nonFinite).toBe(2);
  });

  test("a bucket with finite and NaN points keeps its line and its mark", () => {
    const mixed = segment([1, 2, 3], { n: [1, 5, 1], nonFinite: [0, 2, 0] });
    const prepared = prepareLines([series([mixed])], plain);
    expect(prepared.series[0]?.stretches).toHaveLength(1);
    expect(prepared.nonFinite).toBe(2);
    expect(prepared.series[0]?.points).toBe(7);
  });

  test("a gap stays a gap, and sparse logging is none", () => {
    const x = [...Array(12).keys(), 200, 201, 202];
    const gapped = segment(
      x.map(() => 1),
      { x },
    );
    expect(prepareLines([series([gapped])], plain).series[0]?.stretches).toHaveLength(2);
    const sparse = segment([1, 2, 3], { x: [0, 50, 400] });
    expect(prepareLines([series([sparse])], plain).series[0]?.stretches).toHaveLength(1);
  });

  test("attempts are drawn apart", () => {
    const resumed = [segment([3, 2]), segment([2, 1], { attempt: 2, x: [2, 3] })];
    const prepared = prepareLines([series(resumed)], plain);
    expect(prepared.series[0]?.stretches.map((stretch) => stretch.attempt)).toEqual([1, 2]);
  });

  test("a log axis names what it cannot show and keeps the band positive", () => {
    const prepared = prepareLines([series([segment([1, 0, -2, 10], { min: [1, 0, -2, -5] })])], {
      scale: "log",
      smoothing: 0,
    });
    expect(prepared.nonPositive).toBe(2);
    expect(prepared.y?.[0]).toBeGreaterThan(0);
    expect(prepared.series[0]?.stretches.flatMap(({ points }) => points.map(({ min }) => min))).toEqual([1, -5]);
    expect(writeSeriesCsv(prepared, "step")).toContain("run,1,3,10,-5,10,1");
    const scales = plotScales([0, 3], prepared.y ?? [1, 10], "log", { width: 400, height: 200 });
    expect(scales.y(-5)).toBe(scales.y(prepared.y?.[0] ?? 0));
  });

  test("smoothing keeps the raw value beside it and starts unbiased", () => {
    const [first] = prepareLines([series([segment([4, 0, 4, 0])])], { ...plain, smoothing: 0.9 }).series;
    const points = first?.stretches[0]?.points ?? [];
    expect(points.map((point) => point.mean)).toEqual([4, 0, 4, 0]);
    expect(points[0]?.smooth).toBeCloseTo(4, 12);
    // (0.9 * 0.4 + 0.1 * 0) / (1 - 0.81)
    expect(points[1]?.smooth).toBeCloseTo(0.36 / 0.19, 12);
  });

  test("a zoom takes its range from what is inside", () => {
    const prepared = prepareLines([series([segment([100, 1, 2, 3])])], { ...plain, xRange: [1, 3] });
    expect(prepared.x).toEqual([1, 3]);
    expect(prepared.y?.[1]).toBeLessThan(4);
  });

  test("more series than fit are counted, hidden ones make room", () => {
    const many = Array.from({ length: 125 }, (_, index) => series([segment([1])], `run-${index}`));
    const prepared = prepareLines(many, plain);
    expect([prepared.series.length, prepared.total]).toEqual([MOST_SERIES, 125]);
    expect(prepareLines(many, { ...plain, hidden: new Set(["run-0"]) }).total).toBe(124);
  });

  test("nothing logged has no range, one point has one around it", () => {
    expect(prepareLines([], plain)).toMatchObject({ x: null, y: null });
    const single = prepareLines([series([segment([2])])], plain);
    expect(single.x).toEqual([0, 0]);
    expect(single.y?.[0]).toBeLessThan(2);
  });
});

test("half the width of a deviation is told in full on a log axis", () => {
  const wide = { ...series([segment([2], { min: [-3], max: [7], n: [4] })]), seeds: { band: "sd" as const, runs: 4 } };
  const [reading] = readAt(prepareLines([wide], { scale: "log", smoothing: 0 }), 0);
  expect(reading && describeSpread(reading, String)).toBe("mean of 4 seeds, sd 5");
});

test("a hidden series does not change the look of the others", () => {
  const many = [series([segment([1])], "a"), series([segment([1])], "b")];
  const alone = prepareLines(many, { ...plain, hidden: new Set(["a"]) });
  expect(alone.series[0]?.style).toEqual(prepareLines(many, plain).series[1]?.style);
});

test("series of one colour differ by their dashes", () => {
  const styles = styleSeries(Array.from({ length: 24 }, (_, index) => `run-${index}`));
  expect(new Set(styles.map((style) => `${style.color} ${style.dash}`)).size).toBe(24);
});

test("the crosshair reads the nearest point and nothing from afar", () => {
  const prepared = prepareLines(
    [series([segment([5, 6, 7])], "long"), series([segment([1], { x: [100] })], "far")],
    plain,
  );
  expect(readAt(prepared, 1.4).map((reading) => [reading.id, reading.point.mean])).toEqual([["long", 6]]);
  expect(readAt(prepared, 99).map((reading) => reading.id)).toEqual(["far"]);
});

test("CSV keeps precision and quotes labels", () => {
  const prepared = prepareLines([{ ...series([segment([0.1 + 0.2])]), label: '=a,"b"' }], plain);
  expect(writeSeriesCsv(prepared, "step")).toBe(
    'series,attempt,step,mean,min,max,n\n"\'=a,""b""",1,0,0.30000000000000004,0.30000000000000004,0.30000000000000004,1\n',
  );
});
