import { describe, expect, test } from "vitest";
import { defineEstimate, undefineEstimate } from "@/domain/comparison/make-estimate";
import { addCounts, foldSweep, nameArm, overSeeds, type ReadEstimate, type SweptRun } from "./fold-sweep";

const measured = { definition: "pair.margin@1", n: 40, unit: "pair" };
const estimate = (value: number) =>
  defineEstimate(
    { ...measured, value },
    { low: value - 1, high: value + 1, level: 0.95, side: "two", method: "cluster-bootstrap-percentile" },
  );

const read = (value: number, by: string | null = null): ReadEstimate => ({ estimate: estimate(value), by });

const run = (
  id: string,
  of: { delta: number; seed?: number; model?: string; loss?: string; settings?: Record<string, string> },
): SweptRun => ({
  ...{ id, name: id, state: "finished", seed: of.seed ?? 0, model: of.model ?? "tiny", step: 8 },
  ...{ modelId: of.model ?? "tiny", settings: of.settings ?? {} },
  ...{ loss: of.loss ?? "fdpo", beta: 0.1, delta: of.delta, threshold: of.delta, outcome: null },
  buckets: [
    {
      ...{ bucket: "01", pairs: 3, counts: [1, 2], margin: estimate(of.delta) },
      ...{ accuracy: estimate(0.5), belowThreshold: estimate(0.5), fullPush: estimate(0) },
    },
  ],
});

describe("folding seeds", () => {
  test("trainings that differ in the seed alone are one row; Δ rises within a model and loss", () => {
    const arms = foldSweep([
      run("a", { delta: 10, seed: 1 }),
      run("b", { delta: 2 }),
      run("c", { delta: 10, seed: 2 }),
      run("d", { delta: 2, model: "large" }),
      run("e", { delta: 0, loss: "dpo" }),
    ]);
    expect(arms.map(({ model, loss, delta, runs }) => [model, loss, delta, runs.length])).toEqual([
      ["large", "fdpo", 2, 1],
      ["tiny", "dpo", 0, 1],
      ["tiny", "fdpo", 2, 1],
      ["tiny", "fdpo", 10, 2],
    ]);
  });

  test("more epochs, another rate or rank are no other seed, and the arm says in what it differs", () => {
    const arms = foldSweep([
      run("a", { delta: 10, settings: { epochs: "2" } }),
      run("b", { delta: 10, settings: { epochs: "3" } }),
    ]);
    expect(arms.map((arm) => nameArm(arm, arms))).toEqual(["Δ 10 · epochs 2", "Δ 10 · epochs 3"]);
  });

  test("a seed that was trained again counts once, as its newest run", () => {
    const [arm] = foldSweep([run("old", { delta: 10, seed: 1 }), run("new", { delta: 10, seed: 1 })]);
    expect(arm?.runs.map(({ id }) => id)).toEqual(["new"]);
  });

  test("pairs of all seeds are counted in the same bins, and labels that no run has are none", () => {
    const [arm] = foldSweep([run("a", { delta: 1, seed: 1 }), run("b", { delta: 1, seed: 2 })]);
    if (!arm) throw new Error("no arm");
    expect(addCounts(arm, "01", 2)).toEqual([2, 4]);
    expect(addCounts(arm, "11", 2)).toEqual([0, 0]);
  });
});

describe("an estimate over seeds", () => {
  test("one training keeps the interval of its pairs", () => {
    expect(overSeeds([read(4)])).toEqual(estimate(4));
  });

  test("several are a mean with Student’s interval over trainings", () => {
    const over = overSeeds([read(1), read(2), read(4.5)]);
    expect(over).toMatchObject({ value: 2.5, n: 3, unit: "training", interval: { method: "student-t-seeds" } });
    // scipy.stats.t.interval(0.95, 2, loc=2.5, scale=scipy.stats.sem([1, 2, 4.5]))
    expect(over?.interval?.low).toBeCloseTo(-1.9783429475147987, 9);
  });

  test("seeds that all say the same have no interval", () => {
    expect(overSeeds([read(2), read(2)])).toMatchObject({ value: 2, interval: null });
  });

  test("people and simulations are never averaged", () => {
    expect(overSeeds([read(1, "person"), read(2, "simulated")])).toMatchObject({ state: "undefined", value: null });
  });

  test("undefined ones are left out and counted; nothing at all is nothing", () => {
    const missing = { estimate: undefineEstimate(measured, "nobody has read it"), by: null };
    expect(overSeeds([read(1), missing])).toMatchObject({ value: 1, n: 1, excluded: 1 });
    expect(overSeeds([missing, missing])).toMatchObject({ state: "undefined", reason: "nobody has read it" });
    expect(overSeeds([null])).toBeNull();
  });
});
