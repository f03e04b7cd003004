import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { mean } from "@/domain/statistics/moments";
import { regroup, signFlip } from "@/domain/statistics/permutation";
import { cohenDz, hedgesG, pairedT, type StudentTest, welchT } from "@/domain/statistics/student";

/** What one training reached; a side that trained nothing holds still while the other's seeds vary. */
export type Reached = { key: string; trained: boolean; value: number };
export type Named = { definition: string; parameters: Estimate["parameters"]; unit: "seed" | "run" };

const LEVEL = 0.95;

/** Several numbers of one training (other sampling, the same weights) are one replicate: their mean. */
function byTraining(reached: readonly Reached[]): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const { key, value } of reached) values.set(key, [...(values.get(key) ?? []), value]);
  return new Map([...values].map(([key, all]) => [key, mean(all)]));
}

const isFixed = (reached: readonly Reached[]) => reached.every(({ trained }) => !trained);

/**
 * Candidate minus baseline with the training as the unit. Paired where both sides hold the same seeds, or where one
 * side was not trained: Student's t and the exact sign-flip. Else Welch's t and the exact regrouping. One training a
 * side has a difference and no interval.
 */
export function compareSeeds(named: Named, candidate: readonly Reached[], baseline: readonly Reached[]): Estimate {
  const { definition, unit } = named;
  const [first, second] = [byTraining(candidate), byTraining(baseline)];
  const parameters = {
    ...named.parameters,
    comparison: `candidate minus baseline, by ${unit}`,
    candidate_seeds: isFixed(candidate) ? 0 : first.size,
    baseline_seeds: isFixed(baseline) ? 0 : second.size,
  };
  const nothing = (reason: string) => undefineEstimate({ definition, unit, parameters, n: 0 }, reason);
  if (first.size === 0 || second.size === 0) return nothing("one side has no value");
  if (isFixed(candidate) && isFixed(baseline)) return nothing("nothing was trained on either side");
  const told = { definition, unit, parameters };
  const [ours, theirs] = [[...first.values()], [...second.values()]];
  if (isFixed(baseline))
    return comparePairs(
      told,
      ours.map((value) => value - mean(theirs)),
      0,
    );
  if (isFixed(candidate))
    return comparePairs(
      told,
      theirs.map((value) => mean(ours) - value),
      0,
    );
  const shared = [...first.keys()].filter((key) => second.has(key));
  if (shared.length > 1 || (first.size === 1 && second.size === 1)) {
    const differences =
      shared.length > 1
        ? shared.map((key) => (first.get(key) ?? 0) - (second.get(key) ?? 0))
        : [mean(ours) - mean(theirs)];
    return comparePairs(told, differences, shared.length > 1 ? first.size + second.size - 2 * shared.length : 0);
  }
  return compareGroups(told, ours, theirs);
}

const intervalOf = (tested: StudentTest | null, method: string) => tested && twoSided(tested, LEVEL, method);

function comparePairs(named: Named, differences: readonly number[], excluded: number): Estimate {
  const n = differences.length;
  const tested = pairedT(differences, LEVEL);
  const flipped = signFlip(differences);
  const dz = cohenDz(differences);
  const g = dz === null ? null : hedgesG(dz, n);
  const parameters = {
    ...named.parameters,
    paired: true,
    ...(tested ? { paired_t_p: tested.p } : { interval_missing: n === 1 ? `one ${named.unit}` : "all differ alike" }),
    ...(n > 1 ? { permutation_p: flipped.p, attainable_p: flipped.attainable, p_exact: flipped.exact } : {}),
    ...(dz === null ? {} : { cohen_dz: dz }),
    ...(g === null ? {} : { hedges_g: g }),
  };
  const measured = { definition: named.definition, unit: named.unit, n, excluded, value: mean(differences) };
  return defineEstimate({ ...measured, parameters }, intervalOf(tested, "paired_t"));
}

function compareGroups(named: Named, first: readonly number[], second: readonly number[]): Estimate {
  const tested = welchT(first, second, LEVEL);
  const dealt = regroup(first, second);
  const few = Math.min(first.length, second.length) < 2;
  const parameters = {
    ...named.parameters,
    paired: false,
    ...(tested
      ? { welch_t_p: tested.p, welch_df: tested.df }
      : { interval_missing: few ? `one side has one ${named.unit}` : "all are alike" }),
    permutation_p: dealt.p,
    attainable_p: dealt.attainable,
    p_exact: dealt.exact,
  };
  const measured = { definition: named.definition, unit: named.unit, n: first.length + second.length };
  return defineEstimate({ ...measured, value: mean(first) - mean(second), parameters }, intervalOf(tested, "welch_t"));
}
