import type { Verdict } from "./mark";

/** Verdicts are kept as shown to the reader; this is the one about the notes as the case holds them. */
export function unswapVerdict(verdict: Verdict, swapped: boolean): Verdict {
  if (!swapped) return verdict;
  if (verdict === "first") return "second";
  return verdict === "second" ? "first" : verdict;
}
