import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { formatNumber } from "@/domain/format/number";
import type { Bucket } from "@/domain/margins/pair-record";
import { mean } from "@/domain/statistics/moments";
import { pairedT } from "@/domain/statistics/student";
import type { RouterOutputs } from "../layout/trpc";

export type SweptRun = RouterOutputs["margins"]["sweep"]["runs"][number];
type SweptBucket = SweptRun["buckets"][number];

/** Trainings of one model that differ in nothing but the seed, the newest of each seed. */
export type SweptArm = {
  id: string;
  model: string;
  loss: string;
  delta: number;
  beta: number | null;
  threshold: number | null;
  settings: Readonly<Record<string, string>>;
  runs: SweptRun[];
};

const LEVEL = 0.95;

/** By model, loss, β and settings, then by Δ. */
export function foldSweep(runs: readonly SweptRun[]): SweptArm[] {
  const arms = new Map<string, SweptArm>();
  for (const run of runs) {
    const { model, modelId, loss, delta, beta, threshold, settings } = run;
    const id = JSON.stringify([modelId, loss, delta, beta, settings]);
    const arm = arms.get(id) ?? { id, model, loss, delta, beta, threshold, settings, runs: [] };
    arm.runs = [...arm.runs.filter(({ seed }) => seed === null || seed !== run.seed), run];
    arms.set(id, arm);
  }
  const family = (arm: SweptArm) => JSON.stringify([arm.model, arm.loss, arm.beta, arm.settings]);
  return [...arms.values()].sort((one, other) => family(one).localeCompare(family(other)) || one.delta - other.delta);
}

const hasDelta = ({ loss }: SweptArm) => loss === "fdpo" || loss === "safedpo";

/** Everything in which this arm differs from the others, so that no two are called alike. */
export function nameArm(arm: SweptArm, among: readonly SweptArm[]): string {
  const differ = (read: (each: SweptArm) => unknown) => new Set(among.map(read)).size > 1;
  return [
    differ(({ model }) => model) ? arm.model : null,
    differ(({ loss }) => loss) || !hasDelta(arm) ? arm.loss : null,
    hasDelta(arm) ? `Δ ${formatNumber(arm.delta)}` : null,
    differ(({ beta }) => beta) && arm.beta !== null ? `β ${formatNumber(arm.beta)}` : null,
    ...Object.entries(arm.settings).map(([name, value]) => `${name} ${value.slice(0, 24)}`),
  ]
    .filter((part) => part !== null)
    .join(" · ");
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

/** What may not be averaged: readings of people and of simulations, of notes and of sentences. */
export type ReadEstimate = { estimate: Estimate; by: string | null };

/**
 * One training speaks for itself, with the interval of its pairs. Several are a mean over trainings with Student's
 * interval, because what another seed would bring is what one wants to know.
 */
export function overSeeds(read: readonly (ReadEstimate | null)[]): Estimate | null {
  const [first, ...others] = read.filter((each) => each !== null);
  if (!first) return null;
  if (others.length === 0) return first.estimate;
  const all = [first, ...others];
  const defined = all.flatMap(({ estimate, by }) => (estimate.state === "defined" ? [{ estimate, by }] : []));
  const { definition, parameters, reason } = defined[0]?.estimate ?? first.estimate;
  const measured = {
    definition,
    parameters: { ...parameters, over: "seeds" },
    n: defined.length,
    unit: "training",
    excluded: all.length - defined.length,
  };
  if (defined.length === 0) return undefineEstimate(measured, reason ?? "undefined for every seed");
  const kinds = new Set(
    defined.map(({ estimate, by }) => JSON.stringify([by, estimate.unit, estimate.parameters.severity])),
  );
  if (kinds.size > 1)
    return undefineEstimate(measured, "its seeds were read by different kinds of readers, or in other units");
  const values = defined.map(({ estimate }) => estimate.value);
  const test = pairedT(values, LEVEL);
  return defineEstimate({ ...measured, value: mean(values) }, test && twoSided(test, LEVEL, "student-t-seeds"));
}
