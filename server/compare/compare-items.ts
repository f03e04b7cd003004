import { defineEstimate, twoSided } from "@/domain/comparison/make-estimate";
import type { Estimate, Interval } from "@/domain/estimate";
import { bcaMeanInterval, type Clusters, clusterItems } from "@/domain/statistics/bootstrap";
import { largeSampleInterval, largeSampleSignFlip } from "@/domain/statistics/large-sample";
import { mean, sum } from "@/domain/statistics/moments";
import { signFlip } from "@/domain/statistics/permutation";
import { mcnemarExactP, newcombePairedInterval, tabulatePairs, wilsonInterval } from "@/domain/statistics/rates";
import { cohenDz, hedgesG } from "@/domain/statistics/student";
import { planResampling } from "./resampling-budget";

/** Values of the shared examples, one of each side, and the group that each belongs to. */
export type SharedItems = {
  candidate: Float64Array;
  baseline: Float64Array;
  groups: Int32Array;
  /** Different groups; as many as examples where each stands alone. */
  groupCount: number;
  excluded: number;
};

export type ItemOptions = {
  definition: string;
  parameters: Estimate["parameters"];
  unit: string;
  /** Every value is 0 or 1. */
  binary: boolean;
  /** Asked for at once, so that all of them share what may be drawn. */
  comparisons: number;
  /** Trainings averaged in each value. */
  trainings: number;
};

export const LEVEL = 0.95;
const SEED = 0;
const FEW_ITEMS = 20;
const FEW_CLUSTERS = 10;

type Parameters = Estimate["parameters"];

function bootstrapped(values: Float64Array, items: SharedItems, options: ItemOptions, parameters: Parameters) {
  const clustered = items.groupCount < values.length;
  const clusters = clusterItems(values, items.groups, items.groupCount);
  const { resamples } = planResampling(items.groupCount, options.comparisons);
  if (clustered) parameters.clusters = items.groupCount;
  if (resamples === 0) return fromLargeSample(clusters, clustered, parameters);
  parameters.resamples = resamples;
  parameters.bootstrap_seed = SEED;
  const ends = bcaMeanInterval(clusters, { level: LEVEL, resamples, seed: SEED });
  if (typeof ends === "string") {
    parameters.interval_missing = ends;
    return null;
  }
  return twoSided(ends, LEVEL, clustered ? "bca_clustered" : "bca");
}

/** So many comparisons of so many examples are not drawn anew; what is left is said by the interval's method. */
function fromLargeSample(clusters: Clusters, clustered: boolean, parameters: Parameters) {
  const ends = largeSampleInterval(clusters, LEVEL);
  if (typeof ends === "string") {
    parameters.interval_missing = ends;
    return null;
  }
  return twoSided(ends, LEVEL, clustered ? "large_sample_clustered" : "large_sample");
}

/** By signs that are turned, or by what that comes to where they would be too many. */
function testSigns(sums: Float64Array, comparisons: number, parameters: Parameters): void {
  if (!planResampling(sums.length, comparisons).flips) {
    Object.assign(parameters, { sign_flip_p: largeSampleSignFlip(sums), p_exact: false, p_by: "normal limit" });
    return;
  }
  const flipped = signFlip(sums, SEED);
  parameters.sign_flip_p = flipped.p;
  parameters.attainable_p = flipped.attainable;
  parameters.p_exact = flipped.exact;
}

/** A bootstrap over few units is too narrow more often than it says. */
function caution(items: SharedItems, unit: string): Parameters {
  if (items.groupCount < items.candidate.length && items.groupCount < FEW_CLUSTERS) {
    return { caution: `fewer than ${FEW_CLUSTERS} patients or documents` };
  }
  return items.candidate.length < FEW_ITEMS ? { caution: `fewer than ${FEW_ITEMS} ${unit}s` } : {};
}

/** Every example is alone and counts once, as exact tables of pairs need it. */
const standsAsTable = (items: SharedItems, options: ItemOptions) =>
  options.binary && options.trainings === 1 && items.groupCount === items.candidate.length;

/** One side's mean over the shared examples. */
export function scoreItems(values: Float64Array, items: SharedItems, options: ItemOptions): Estimate {
  const parameters: Parameters = { ...options.parameters };
  let interval: Interval | null;
  if (standsAsTable(items, options)) {
    interval = twoSided(wilsonInterval(Math.round(sum(values)), values.length, LEVEL), LEVEL, "wilson");
  } else {
    interval = bootstrapped(values, items, options, Object.assign(parameters, caution(items, options.unit)));
  }
  if (options.trainings > 1) parameters.seeds_averaged = options.trainings;
  return estimateOf(values, { items, options, parameters, interval });
}

/** Candidate minus baseline over the shared examples, with the example (or its patient) as the unit. */
export function differItems(items: SharedItems, options: ItemOptions): Estimate {
  const differences = items.candidate.map((value, at) => value - (items.baseline[at] ?? 0));
  const parameters: Parameters = { ...options.parameters, comparison: "candidate minus baseline, paired" };
  if (options.trainings > 1) parameters.seeds_averaged = options.trainings;
  let interval: Interval | null;
  if (standsAsTable(items, options)) {
    const table = tabulatePairs(items.candidate, items.baseline);
    parameters.candidate_only = table.firstOnly;
    parameters.baseline_only = table.secondOnly;
    parameters.mcnemar_exact_p = mcnemarExactP(table);
    interval = twoSided(newcombePairedInterval(table, LEVEL), LEVEL, "newcombe_paired");
  } else {
    Object.assign(parameters, caution(items, options.unit));
    const { sums, sizes } = clusterItems(differences, items.groups, items.groupCount);
    testSigns(sums, options.comparisons, parameters);
    const effects =
      items.groupCount < differences.length ? sums.map((each, at) => each / (sizes[at] ?? 1)) : differences;
    const dz = cohenDz(effects);
    if (dz !== null) {
      parameters.cohen_dz = dz;
      const g = hedgesG(dz, effects.length);
      if (g !== null) parameters.hedges_g = g;
    }
    interval = bootstrapped(differences, items, options, parameters);
  }
  return estimateOf(differences, { items, options, parameters, interval });
}

function estimateOf(
  values: Float64Array,
  made: { items: SharedItems; options: ItemOptions; parameters: Parameters; interval: Interval | null },
): Estimate {
  return defineEstimate(
    {
      definition: made.options.definition,
      parameters: made.parameters,
      n: values.length,
      unit: made.options.unit,
      excluded: made.items.excluded,
      value: mean(values),
      numerator: sum(values),
      denominator: values.length,
    },
    made.interval,
  );
}
