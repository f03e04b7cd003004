import type { Difference } from "@/domain/gates/compare-readings";

export const DIFFERENCE_WORDS: Record<Difference, string> = {
  judged: "whether it can be judged",
  verdict: "the verdict",
  spans: "the place",
  type: "the type",
  severity: "the severity",
  correction: "the corrected note",
};
