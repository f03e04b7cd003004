import type { Clusters } from "../statistics/bootstrap";
import type { CaseFacts, ErrorTaker } from "./case-facts";
import type { GateRule } from "./gate-rule";
import { countWrong } from "./settle-answers";

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
  /** Weighted, by group. */
  clusters: Clusters;
  /** Groups that hold at least one case. */
  groups: number;
};

/** Adds up what is wrong over the cases, by group; a case that nobody judged is counted and left out. */
export function sumRate(
  cases: readonly CaseFacts[],
  groups: ReadonlyMap<string, number>,
  taker: ErrorTaker,
  rule: Pick<GateRule, "unit" | "readings">,
): RateSums {
  const clusters = { sums: new Float64Array(groups.size), sizes: new Float64Array(groups.size) };
  const sums = { wrong: 0, units: 0, notes: 0, unread: 0, tied: 0 };
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
    weights.add(facts.weight);
  }
  const filled = clusters.sizes.filter((size) => size > 0).length;
  return { ...sums, weighted: weights.size > 1, clusters, groups: filled };
}
