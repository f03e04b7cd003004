import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { mean } from "@/domain/statistics/moments";
import { regroup, signFlip } from "@/domain/statistics/permutation";
import { cohenDz, hedgesG, pairedT, welchT } from "@/domain/statistics/student";

/** What one training reached. */
export type Reached = { key: string; value: number };

const LEVEL = 0.95;

/** Several numbers of one training (other sampling, the same weights) are one replicate: their mean. */
function byTraining(reached: readonly Reached[]): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const { key, value } of reached) values.set(key, [...(values.get(key) ?? []), value]);
  return new Map([...values].map(([key, all]) => [key, mean(all)]));
}

/**
 * Candidate minus baseline with the training as the unit. Paired where both arms hold the same seeds: Student's t and
 * the exact sign-flip; else Welch's t and the exact regrouping. One training an arm has a difference and no interval.
 */
export function compareSeeds(
  named: { definition: string; parameters: Estimate["parameters"] },
  candidate: readonly Reached[],
  baseline: readonly Reached[],
): Estimate {
  const [first, second] = [byTraining(candidate), byTraining(baseline)];
  if (first.size === 0 || second.size === 0) {
    return undefineEstimate({ ...named, n: 0, unit: "seed" }, "one side has no value");
  }
  const shared = [...first.keys()].filter((key) => second.has(key));
  const several = first.size > 1 && second.size > 1;
  if (shared.length > 1 || (shared.length === 1 && !several)) {
    return comparePairs(
      named,
      shared.map((key) => (first.get(key) ?? 0) - (second.get(key) ?? 0)),
      {
        excluded: first.size + second.size - 2 * shared.length,
      },
    );
  }
  return compareGroups(named, [...first.values()], [...second.values()]);
}

function comparePairs(
  named: { definition: string; parameters: Estimate["parameters"] },
  differences: readonly number[],
  { excluded }: { excluded: number },
): Estimate {
  const n = differences.length;
  const tested = pairedT(differences, LEVEL);
  const flipped = signFlip(differences);
  const dz = cohenDz(differences);
  const g = dz === null ? null : hedgesG(dz, n);
  return defineEstimate(
    {
      definition: named.definition,
      n,
      unit: "seed",
      excluded,
      value: mean(differences),
      parameters: {
        ...named.parameters,
        comparison: "candidate minus baseline, by seed",
        paired: true,
        ...(tested ? { paired_t_p: tested.p } : { interval_missing: n === 1 ? "one seed" : "all seeds differ alike" }),
        permutation_p: flipped.p,
        attainable_p: flipped.attainable,
        ...(dz === null ? {} : { cohen_dz: dz }),
        ...(g === null ? {} : { hedges_g: g }),
      },
    },
    tested && twoSided(tested, LEVEL, "paired_t"),
  );
}

function compareGroups(
  named: { definition: string; parameters: Estimate["parameters"] },
  first: readonly number[],
  second: readonly number[],
): Estimate {
  const tested = welchT(first, second, LEVEL);
  const dealt = regroup(first, second);
  const few = Math.min(first.length, second.length) < 2;
  const single = first.length === 1 && second.length === 1;
  return defineEstimate(
    {
      definition: named.definition,
      n: single ? 1 : first.length + second.length,
      unit: "seed",
      value: mean(first) - mean(second),
      parameters: {
        ...named.parameters,
        comparison: "candidate minus baseline, by seed",
        paired: false,
        candidate_seeds: first.length,
        baseline_seeds: second.length,
        ...(tested
          ? { welch_t_p: tested.p, welch_df: tested.df }
          : { interval_missing: single ? "one seed" : few ? "one side has one seed" : "all seeds are alike" }),
        permutation_p: dealt.p,
        attainable_p: dealt.attainable,
      },
    },
    tested && twoSided(tested, LEVEL, "welch_t"),
  );
}
