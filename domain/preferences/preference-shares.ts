import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate, Interval } from "../estimate";
import { bcaMeanInterval, type Clusters } from "../statistics/bootstrap";
import { clopperPearsonInterval, clopperPearsonLower } from "../statistics/exact-binomial";
import { signTestP } from "../statistics/sign-test";
import type { ArmPair } from "./choice";
import type { ChoiceCounts, SettledCase } from "./count-choices";

/** Of every interval of a preference; the exact one leaves an even share out just where the sign test says p < 0.05. */
export const PREFERENCE_LEVEL = 0.95;

export type Drawing = { resamples: number; seed: number };

/** What a case counts for the first arm, of how much; null where it is left out. */
type Taken = (each: SettledCase) => number | null;

const HALVED: Taken = ({ choice }) => (choice === "tie" ? 0.5 : choice === "first" ? 1 : 0);
const LEFT_OUT: Taken = ({ choice }) => (choice === "tie" ? null : choice === "first" ? 1 : 0);

export const isWeighted = (cases: readonly SettledCase[]): boolean =>
  new Set(cases.map(({ weight }) => weight)).size > 1;

/** Weighted, by patient or document. */
function sumGroups(cases: readonly SettledCase[], take: Taken): Clusters {
  const groups = new Map<string, { sum: number; size: number }>();
  for (const each of cases) {
    const taken = take(each);
    if (taken === null) continue;
    const known = groups.get(each.group) ?? { sum: 0, size: 0 };
    groups.set(each.group, { sum: known.sum + each.weight * taken, size: known.size + each.weight });
  }
  const sums = [...groups.values()];
  return { sums: Float64Array.from(sums, ({ sum }) => sum), sizes: Float64Array.from(sums, ({ size }) => size) };
}

/**
 * By resampling patients or documents. Where all of them say the same, no resample says anything else: what stays certain
 * is that so many alike leave few that differ.
 */
function resampledInterval(clusters: Clusters, drawing: Drawing): Interval | null {
  const [first = 0] = clusters.sums.map((sum, at) => sum / (clusters.sizes[at] ?? 1));
  const alike = clusters.sums.every((sum, at) => Math.abs(sum / (clusters.sizes[at] ?? 1) - first) < 1e-12);
  if (alike) {
    const count = clusters.sums.length;
    const sure = clopperPearsonLower(count, count, (1 - PREFERENCE_LEVEL) / 2);
    const ends = { low: first * sure, high: first * sure + 1 - sure };
    return twoSided(ends, PREFERENCE_LEVEL, "clopper-pearson-groups");
  }
  const ends = bcaMeanInterval(clusters, { ...drawing, level: PREFERENCE_LEVEL });
  return typeof ends === "string" ? null : twoSided(ends, PREFERENCE_LEVEL, "cluster-bootstrap-bca");
}

type ShareOf = { arms: ArmPair; cases: readonly SettledCase[]; drawing: Drawing };

const sumOf = (values: Float64Array) => values.reduce((sum, each) => sum + each, 0);

function measure({ arms: [arm, against], cases }: ShareOf, definition: string, taken: number, { sums }: Clusters) {
  return {
    definition,
    parameters: { arm, against, settled: "majority", groups: sums.length, weighted: isWeighted(cases) },
    ...{ n: taken, unit: "case", excluded: cases.length - taken },
  };
}

/** Share of the cases that the first arm has, each tie counted half for both. */
export function shareTiesHalved(of: ShareOf): Estimate {
  const clusters = sumGroups(of.cases, HALVED);
  const measured = measure(of, "preference.share_ties_halved@1", of.cases.length, clusters);
  if (of.cases.length === 0) return undefineEstimate(measured, "nobody judged a case");
  const counted = { numerator: sumOf(clusters.sums), denominator: sumOf(clusters.sizes) };
  const value = counted.numerator / counted.denominator;
  return defineEstimate({ ...measured, ...counted, value }, resampledInterval(clusters, of.drawing));
}

/** Share of the decided cases that the first arm has: exact where all cases count alike, resampled where they do not. */
export function shareTiesLeftOut(of: ShareOf): Estimate {
  const decided = of.cases.filter(({ choice }) => choice !== "tie");
  const clusters = sumGroups(of.cases, LEFT_OUT);
  const measured = measure(of, "preference.share_ties_left_out@1", decided.length, clusters);
  if (decided.length === 0) return undefineEstimate(measured, noneDecided(of.cases));
  if (isWeighted(of.cases)) {
    const counted = { numerator: sumOf(clusters.sums), denominator: sumOf(clusters.sizes) };
    const value = counted.numerator / counted.denominator;
    return defineEstimate({ ...measured, ...counted, value }, resampledInterval(clusters, of.drawing));
  }
  const wins = decided.filter(({ choice }) => choice === "first").length;
  const counted = { value: wins / decided.length, numerator: wins, denominator: decided.length };
  const ends = clopperPearsonInterval(wins, decided.length, PREFERENCE_LEVEL);
  return defineEstimate({ ...measured, ...counted }, twoSided(ends, PREFERENCE_LEVEL, "clopper-pearson"));
}

const noneDecided = (cases: readonly SettledCase[]) =>
  cases.length === 0 ? "nobody judged a case" : "every case that was judged is a tie";

/** Exact and two-sided, of the decided cases; `numerator` is what the first arm won of them. */
export function signTest({ arms: [arm, against], cases }: ShareOf, { wins, ties }: ChoiceCounts): Estimate {
  const [won, lost] = wins;
  const measured = {
    ...{ definition: "preference.sign_test_p@1", parameters: { arm, against, settled: "majority", sided: "two" } },
    ...{ n: won + lost, unit: "case", excluded: ties },
  };
  if (won + lost === 0) return undefineEstimate(measured, noneDecided(cases));
  if (isWeighted(cases)) {
    const why = "cases stand for unequal shares of the notes, and the exact test counts each as one";
    return undefineEstimate(measured, why);
  }
  return defineEstimate({ ...measured, value: signTestP(won, lost), numerator: won, denominator: won + lost }, null);
}
