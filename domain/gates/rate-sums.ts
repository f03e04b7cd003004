import type { Clusters } from "../statistics/bootstrap";
import type { CaseFacts, ErrorTaker } from "./case-facts";
import type { GateRule } from "./gate-rule";
import { answersThatCount, countWrong } from "./settle-answers";

/** Patients or documents of a round, each with its place in the rows of every sum. */
export function indexGroups(cases: readonly CaseFacts[]): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  for (const { group } of cases) if (!groups.has(group)) groups.set(group, groups.size);
  return groups;
}

export type RateSums = {
  wrong: number;
  units: number;
  notes: number;
  unread: number;
  tied: number;
  /** Some cases stand for more than others. */
  weighted: boolean;
  /** Notes whose answer is not known, because nobody named the kind or severity of an error in them. */
  open: number;
  /** Weighted, by group. */
  clusters: Clusters;
  /** Groups that hold at least one case. */
  groups: number;
  /** Independent groups of equal weight that tell as much (Kish 1965): (Σw)² / Σw². */
  effectiveGroups: number;
};

/** The answers leave open whether the note counts as wrong. */
const isOpen = (facts: CaseFacts, taker: ErrorTaker, counted: { wrong: number; units: number }) =>
  (counted.wrong === 0 || counted.units > 1) && answersThatCount(facts).some(taker.isOpen);

/** Notes of which nobody can tell whether they count as wrong. */
export function countOpen(cases: readonly CaseFacts[], taker: ErrorTaker, rule: Pick<GateRule, "unit" | "readings">) {
  return cases.filter((facts) => {
    const counted = countWrong(facts, taker, rule);
    return counted && isOpen(facts, taker, counted);
  }).length;
}

/** Adds up what is wrong over the cases, by group; a case that nobody judged is counted and left out. */
export function sumRate(
  cases: readonly CaseFacts[],
  groups: ReadonlyMap<string, number>,
  taker: ErrorTaker,
  rule: Pick<GateRule, "unit" | "readings">,
): RateSums {
  const clusters = { sums: new Float64Array(groups.size), sizes: new Float64Array(groups.size) };
  const sums = { wrong: 0, units: 0, notes: 0, unread: 0, tied: 0, open: 0 };
  const weights = new Set<number>();
  for (const facts of cases) {
    const counted = countWrong(facts, taker, rule);
    if (!counted) {
      sums.unread += 1;
      continue;
    }
    const at = groups.get(facts.group) ?? 0;
    clusters.sums[at] = (clusters.sums[at] ?? 0) + facts.weight * counted.wrong;
    clusters.sizes[at] = (clusters.sizes[at] ?? 0) + facts.weight * counted.units;
    sums.wrong += counted.wrong;
    sums.units += counted.units;
    sums.notes += 1;
    sums.tied += counted.tied ? 1 : 0;
    if (isOpen(facts, taker, counted)) sums.open += 1;
    weights.add(facts.weight);
  }
  const filled = clusters.sizes.filter((size) => size > 0);
  const total = filled.reduce((sum, size) => sum + size, 0);
  const squares = filled.reduce((sum, size) => sum + size ** 2, 0);
  const effectiveGroups = total === 0 ? 0 : total ** 2 / squares;
  return { ...sums, weighted: weights.size > 1, clusters, groups: filled.length, effectiveGroups };
}
