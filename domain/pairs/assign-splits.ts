import { createDraw, shuffle } from "../campaigns/draw";
import type { Split } from "../datasets/dataset-types";

type Grouped = { group: string; split: Split | null };

/**
 * A split for each patient or document, so that no note stands in two: the one that its first row names, else a share of
 * the groups for validation by the seed. From two open groups on there is one in each, if any are to validate.
 */
export function assignSplits(
  rows: readonly Grouped[],
  { validationShare, seed }: { validationShare: number; seed: number },
): Map<string, Split> {
  const named = new Map<string, Split>();
  for (const { group, split } of rows) if (split && !named.has(group)) named.set(group, split);
  const open = [...new Set(rows.map(({ group }) => group))].filter((group) => !named.has(group)).sort();
  const wanted = validationShare > 0 ? Math.max(1, Math.round(open.length * validationShare)) : 0;
  const validating = Math.min(wanted, Math.max(0, open.length - 1));
  const drawn = shuffle(open, createDraw(seed, "validation"));
  for (const [place, group] of drawn.entries()) named.set(group, place < validating ? "validation" : "train");
  return named;
}
