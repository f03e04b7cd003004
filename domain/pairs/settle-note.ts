import type { Answer } from "../gates/case-facts";
import { HALLUCINATED, type Label } from "./pair";
import type { SettledBy } from "./pair-provenance";
import type { ConflictRule } from "./pair-recipe";

export type SettledNote =
  | { label: Label; by: SettledBy }
  /** Why nobody can tell. */
  | { label: null; why: string };

export const NOBODY_JUDGED = "Nobody could judge the note.";
export const READERS_DIFFER = "Readers differ, and nobody settled it.";
export const HALF_AGAINST_HALF = "Half of the readers say one thing and half the other, and nobody settled it.";

/** A yes without any mark is an error of unknown kind. An omission is none: nothing in the note is made up. */
export const isHallucinated = ({ marked, errors, omissions }: Answer): boolean =>
  errors.length > 0 || (marked && omissions === 0);

const labelOf = (hallucinated: boolean): Label => (hallucinated ? HALLUCINATED : 0);

/** Whether a note is hallucinated: what was settled stands before what readers said. */
export function settleNote(readings: readonly Answer[], settled: Answer | null, rule: ConflictRule): SettledNote {
  if (settled?.judged) return { label: labelOf(isHallucinated(settled)), by: "adjudication" };
  const judged = settled ? [] : readings.filter((answer) => answer.judged);
  if (judged.length === 0) return { label: null, why: NOBODY_JUDGED };
  const hits = judged.filter(isHallucinated).length;
  if (hits === 0 || hits === judged.length) return { label: labelOf(hits > 0), by: "readers" };
  if (rule === "any") return { label: HALLUCINATED, by: "any" };
  if (rule === "leave-out") return { label: null, why: READERS_DIFFER };
  if (2 * hits === judged.length) return { label: null, why: HALF_AGAINST_HALF };
  return { label: labelOf(2 * hits > judged.length), by: "majority" };
}
