import { describe, expect, test } from "vitest";
import { foldSeeds } from "./fold-seeds";
import { groupRuns, sharedName } from "./group-runs";
import type { ChartSeries, SeriesSegment } from "./series-input";

function segment(mean: number[], over: Partial<SeriesSegment> = {}): SeriesSegment {
  return {
    attempt: 1,
    x: mean.map((_, index) => index),
    mean,
    min: mean,
    max: mean,
    n: mean.map(() => 1),
    nonFinite: mean.map((value) => (Number.isFinite(value) ? 0 : 1)),
    ...over,
  };
}
const line = (id: string, segments: SeriesSegment[], more = ""): ChartSeries => ({
  id: `${id}${more}`,
  runId: id,
  label: `rate 1 · seed ${id}${more}`,
  segments,
});
const runs = ["1", "2", "3"].map((id) => ({ id, name: `rate 1 · seed ${id}`, group: "g" }));
const alone = { id: "x", name: "rate 2 · seed 1", group: "h" };
const columns = ([one]: ChartSeries[]) => {
  const [first] = one?.segments ?? [];
  if (!first) throw new Error("nothing folded");
  return {
    x: Array.from(first.x),
    mean: Array.from(first.mean),
    min: Array.from(first.min),
    max: Array.from(first.max),
    n: Array.from(first.n),
  };
};

describe("runs that differ by seed alone", () => {
  test("are their mean between the least and the greatest, with n at each place", () => {
    const folded = foldSeeds([line("1", [segment([1, 2, 3])]), line("2", [segment([3, 4])])], runs, "range");
    expect(columns(folded)).toEqual({
      x: [0, 1, 2],
      mean: [2, 3, 3],
      min: [1, 2, 3],
      max: [3, 4, 3],
      n: [2, 2, 1],
    });
    expect(folded[0]).toMatchObject({
      id: "g",
      runId: "1",
      label: "rate 1 · 2\u00a0seeds",
      seeds: { band: "range", runs: 2 },
    });
  });

  test("have a sample standard deviation, and none where one is left", () => {
    const given = [line("1", [segment([1, 5])]), line("2", [segment([3])]), line("3", [segment([5])])];
    const { min, max } = columns(foldSeeds(given, runs, "sd"));
    // values 1, 3, 5: mean 3, sd 2
    expect([min[0], max[0]]).toEqual([1, 5]);
    expect([min[1], max[1]]).toEqual([5, 5]);
  });

  test("keep the spike of one of them, wherever its buckets lie", () => {
    const dense = segment([1, 1, 1, 1, 1, 1]);
    const coarse = segment([1, 1, 1], { x: [0, 2.4, 5], max: [1, 90, 1] });
    expect(Math.max(...columns(foldSeeds([line("1", [dense]), line("2", [coarse])], runs, "range")).max)).toBe(90);
  });

  test("are read between their own points, not across a gap, not beyond an end", () => {
    const dense = segment(Array.from({ length: 41 }, () => 0));
    const x = [
      ...Array.from({ length: 11 }, (_, index) => index),
      ...Array.from({ length: 5 }, (_, index) => 30 + index * 2),
    ];
    const other = segment(
      x.map(() => 2),
      { x },
    );
    const { mean, n } = columns(foldSeeds([line("1", [dense]), line("2", [other])], runs, "range"));
    expect([mean[5], n[5]]).toEqual([1, 2]);
    expect([mean[20], n[20]]).toEqual([0, 1]);
    expect([mean[31], n[31]]).toEqual([1, 2]);
    expect([mean[40], n[40]]).toEqual([0, 1]);
  });

  test("of one seed are that seed once, however often it ran", () => {
    const twice = ["1", "2", "3"].map((id) => ({ id, name: "rate 1", group: "g", seed: id === "3" ? 8 : 7 }));
    const given = [line("1", [segment([1])]), line("2", [segment([3])]), line("3", [segment([6])])];
    const [folded] = foldSeeds(given, twice, "sd");
    // seed 7: mean 2; seed 8: 6; mean 4, sd √8
    const { mean, n, max } = columns(foldSeeds(given, twice, "sd"));
    expect([mean[0], n[0]]).toEqual([4, 2]);
    expect(max[0]).toBeCloseTo(4 + Math.sqrt(8), 12);
    expect(columns(foldSeeds(given, twice, "range"))).toMatchObject({ min: [1], max: [6] });
    expect(folded?.seeds?.runs).toBe(2);
    expect(folded?.label).toContain("2\u00a0seeds, 3\u00a0runs");
    const [single] = foldSeeds(given.slice(0, 2), twice.slice(0, 2), "sd");
    expect(single).toMatchObject({ seeds: { runs: 1 }, label: expect.stringContaining("1\u00a0seed, 2\u00a0runs") });
  });

  test("count what was not finite and go on without it", () => {
    const folded = foldSeeds([line("1", [segment([1, Number.NaN])]), line("2", [segment([1, 3])])], runs, "range");
    expect(columns(folded)).toMatchObject({ mean: [1, 3], n: [2, 1] });
    expect(Array.from(folded[0]?.segments[0]?.nonFinite ?? [])).toEqual([0, 1]);
  });

  test("join the attempts of a resumed run", () => {
    const resumed = line("1", [segment([1, 1]), segment([5, 5], { attempt: 2, x: [2, 3] })]);
    expect(columns(foldSeeds([resumed, line("2", [segment([3, 3, 3, 3])])], runs, "range")).mean).toEqual([2, 2, 4, 4]);
  });

  test("never fold different metrics, and one alone stays as it is", () => {
    const given = [
      line("1", [segment([1])], " loss"),
      line("2", [segment([2])], " loss"),
      line("1", [segment([9])], " grad"),
    ];
    const folded = foldSeeds([...given, line("x", [segment([4])], " loss")], [...runs, alone], "range");
    expect(folded.map((one) => [one.id, one.label, one.seeds?.runs])).toEqual([
      ["g loss", "rate 1 loss · 2\u00a0seeds", 2],
      ["g grad", "rate 1 grad · 1\u00a0seed", 1],
      ["h loss", "rate 1 · seed x loss", undefined],
    ]);
  });
});

test("the legend has the lines that charts draw", () => {
  expect(groupRuns([...runs, alone], "sd").map(({ id, label, runId }) => [id, label, runId])).toEqual([
    ["g", "rate 1 · 3\u00a0seeds", "1"],
    ["h", "rate 2 · seed 1", "x"],
  ]);
  expect(groupRuns(runs, "none").map((one) => one.id)).toEqual(["1", "2", "3"]);
});

test("what names share is the name, without a seed that hangs on", () => {
  expect(sharedName(["sft r4 · rate 1e-4 · seed 1", "sft r4 · rate 1e-4 · seed 2"])).toBe("sft r4 · rate 1e-4");
  expect(sharedName(["run_seed=1", "run_seed=2"])).toBe("run");
  expect(sharedName(["sft r16 · seed 3", "sft r32 · seed 1"])).toBe("sft");
  expect(sharedName(["run seed 1", "run seed 12"])).toBe("run");
  expect(sharedName(["abc", "xyz"])).toBe("abc");
  expect(sharedName(["seedling 1", "seedling 2"])).toBe("seedling");
});
