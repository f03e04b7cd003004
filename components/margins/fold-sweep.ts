import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import type { Bucket } from "@/domain/margins/pair-record";
import { mean } from "@/domain/statistics/moments";
import { pairedT } from "@/domain/statistics/student";
import type { RouterOutputs } from "../layout/trpc";

export type SweptRun = RouterOutputs["margins"]["sweep"]["runs"][number];
type SweptBucket = SweptRun["buckets"][number];

/** Trainings that differ in nothing but the seed. */
export type SweptArm = {
  id: string;
  model: string;
  loss: string;
  delta: number;
  beta: number | null;
  threshold: number | null;
  runs: SweptRun[];
};

const LEVEL = 0.95;

/** By model and loss, then by Δ. */
export function foldSweep(runs: readonly SweptRun[]): SweptArm[] {
  const arms = new Map<string, SweptArm>();
  for (const run of runs) {
    const { model, loss, delta, beta, threshold } = run;
    const id = JSON.stringify([model, loss, delta, beta]);
    const arm = arms.get(id) ?? { id, model, loss, delta, beta, threshold, runs: [] };
    arm.runs.push(run);
    arms.set(id, arm);
  }
  return [...arms.values()].sort(
    (one, other) =>
      one.model.localeCompare(other.model) || one.loss.localeCompare(other.loss) || one.delta - other.delta,
  );
}

export const bucketOfRun = (run: SweptRun, bucket: Bucket): SweptBucket | null =>
  run.buckets.find((each) => each.bucket === bucket) ?? null;

/** Pairs of all seeds in each bin. */
export function addCounts(arm: SweptArm, bucket: Bucket, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const run of arm.runs) {
    bucketOfRun(run, bucket)?.counts.forEach((count, at) => {
      counts[at] = (counts[at] ?? 0) + count;
    });
  }
  return counts;
}

/**
 * One training speaks for itself, with the interval of its pairs. Several are a mean over trainings with Student's
 * interval, because what another seed would bring is what one wants to know.
 */
export function overSeeds(estimates: readonly (Estimate | null)[]): Estimate | null {
  const [first, ...others] = estimates.filter((each) => each !== null);
  if (!first) return null;
  if (others.length === 0) return first;
  const values = [first, ...others].flatMap(({ value }) => (value === null ? [] : [value]));
  const measured = {
    definition: first.definition,
    parameters: { ...first.parameters, over: "seeds" },
    n: values.length,
    unit: "training",
    excluded: 1 + others.length - values.length,
  };
  if (values.length === 0) return undefineEstimate(measured, first.reason ?? "undefined for every seed");
  const test = pairedT(values, LEVEL);
  return defineEstimate({ ...measured, value: mean(values) }, test && twoSided(test, LEVEL, "student-t-seeds"));
}
