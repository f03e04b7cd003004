import { createDraw, shuffle } from "../campaigns/draw";
import type { Split } from "../datasets/dataset-types";
import { joinByHash } from "../datasets/join-by-hash";
import { groupBy } from "./group-by";

type Grouped = { group: string; noteHash: string; split: Split | null };

/**
 * A split for each patient or document, so that no note stands in two, under whatever names: groups that share a note
 * go together. Theirs is the one that their first row names, else a share of them is for validation by the seed. From
 * two that are open on there is one in each, if any are to validate.
 */
export function assignSplits(
  rows: readonly Grouped[],
  { validationShare, seed }: { validationShare: number; seed: number },
): Map<string, Split> {
  const groups = [...groupBy(rows, ({ group }) => group)].map(([name, own]) => {
    return { name, hashes: own.map(({ noteHash }) => noteHash), split: own.find(({ split }) => split)?.split ?? null };
  });
  const assigned = new Map<string, Split>();
  const open: string[][] = [];
  for (const together of joinByHash(groups)) {
    const names = together.map(({ name }) => name).sort();
    const named = together.find(({ split }) => split)?.split;
    if (named) for (const name of names) assigned.set(name, named);
    else open.push(names);
  }
  open.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
  const wanted = validationShare > 0 ? Math.max(1, Math.round(open.length * validationShare)) : 0;
  const validating = Math.min(wanted, Math.max(0, open.length - 1));
  for (const [place, names] of shuffle(open, createDraw(seed, "validation")).entries()) {
    for (const name of names) assigned.set(name, place < validating ? "validation" : "train");
  }
  return assigned;
}
