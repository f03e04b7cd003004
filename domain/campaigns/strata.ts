import type { STRATA } from "./design";

export const LENGTHS = ["short", "medium", "long"] as const;
export const NO_SECTION = "no section";

/** Upper ends of the two lower thirds of the sources' lengths, in characters. */
export function lengthEnds(lengths: readonly number[]): number[] {
  if (lengths.length === 0) return [];
  const sorted = [...lengths].sort((a, b) => a - b);
  const end = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return [end(1 / 3), end(2 / 3)];
}

type Stratified = { section: string | null; length: number };

/** The source's length and not the note's: all arms of one item lie in one stratum. */
export function stratumOf(item: Stratified, by: (typeof STRATA)[number], ends: readonly number[]): string {
  if (by === "section") return item.section ?? NO_SECTION;
  const place = ends.findIndex((end) => item.length <= end);
  return LENGTHS[place === -1 ? ends.length : place] ?? "long";
}
