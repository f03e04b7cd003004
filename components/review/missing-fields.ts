import type { Verdict } from "@/domain/assessments/mark";
import { type Missing, missingFields } from "@/domain/assessments/missing-fields";
import type { Desk } from "./desk-state";

const WORDS: Readonly<Record<Missing["field"], string>> = {
  mark: "a mark",
  verdict: "a verdict",
  type: "a type (its number)",
  severity: "a severity (S)",
  evidence: "its place in the source (E)",
  comment: "a comment (⇧M)",
  reason: "a reason",
};

/** The first mark that the protocol does not take as it is, and what it wants. */
export function findMissing({ state, protocol }: Desk, verdict: Verdict): { mark: string; sentence: string } | null {
  const missing = missingFields({ ...state.log.draft, verdict }, protocol);
  const mark = missing[0]?.markId;
  if (!mark) return null;
  const own = missing.filter(({ markId }) => markId === mark).map(({ field }) => WORDS[field]);
  const others = new Set(missing.map(({ markId }) => markId)).size - 1;
  const more = others > 0 ? ` So do ${others} more.` : "";
  return { mark, sentence: `This mark needs ${own.join(" and ")}.${more}` };
}
