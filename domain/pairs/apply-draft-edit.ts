import type { DraftEdit } from "./draft-edit";
import { flipPair } from "./flip-pair";
import type { PairFields } from "./pair-change";

export type EditProblem = { where: string; what: string; remedy: string };

/** Why what people wrote is no pair. */
export function editProblems(edit: DraftEdit): EditProblem[] {
  if (edit.kind !== "edit") return [];
  const found: EditProblem[] = [];
  const blank = (text: string) => text.trim() === "";
  if (blank(edit.chosen))
    found.push({ where: "chosen", what: "It is empty.", remedy: "Write it, or leave the pair out." });
  if (blank(edit.rejected)) {
    found.push({ where: "rejected", what: "It is empty.", remedy: "Write it, or leave the pair out." });
  }
  if (found.length === 0 && edit.chosen.trim() === edit.rejected.trim()) {
    found.push({ where: "rejected", what: "Both texts are equal.", remedy: "Leave the pair out." });
  }
  return found;
}

/** The draft with the change; a pair whose labels say so is turned. */
export function applyDraftEdit(fields: PairFields, edit: Exclude<DraftEdit, { kind: "undo" }>): PairFields {
  if (edit.kind === "exclude") return { ...fields, excludedReason: edit.reason };
  if (edit.kind === "include") return { ...fields, excludedReason: null };
  const { chosen, rejected, hChosen, hRejected } = edit;
  return flipPair({ ...fields, chosen: chosen.trim(), rejected: rejected.trim(), hChosen, hRejected });
}
