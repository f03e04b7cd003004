import type { Verdict } from "@/domain/assessments/mark";
import type { Command, Desk, DeskState, Outcome } from "./desk-state";
import { errorsOf } from "./mark-places";
import { findMissing } from "./missing-fields";

export type Given = { verdict: Verdict; reason?: string | null; strength?: DeskState["log"]["draft"]["strength"] };
/** `done`: the reader is through with this case. */
export type Decided = Outcome & { done?: boolean };

/** A verdict that stands already is not said twice. */
export function giveVerdict({ state }: Desk, { verdict, reason = null, strength = null }: Given): Decided {
  const { draft } = state.log;
  const same = draft.verdict === verdict && draft.reason === reason && draft.strength === strength;
  return { done: true, bodies: same ? [] : [{ kind: "verdict", verdict, reason, strength }] };
}

const NOT_SEEN = "The end of the note has not been on the screen yet. Scroll down to it.";

/** Enter. */
export const sayClean = (desk: Desk): Decided => {
  const { marks } = desk.state.log.draft;
  if (marks.length > 0) return { say: "There are marks on this case: ⇧Enter saves them." };
  if (!desk.state.endSeen) return { say: NOT_SEEN };
  return giveVerdict(desk, { verdict: "clean" });
};

/** Shift and Enter. */
export const saveMarks = (desk: Desk): Decided => {
  const { marks } = desk.state.log.draft;
  if (marks.length === 0) return { say: "Nothing is marked. Enter says that the note holds no hallucination." };
  // What is only left out is no hallucination.
  const verdict = errorsOf(marks).length > 0 ? "marked" : "clean";
  const missing = findMissing(desk, verdict);
  if (missing) return { state: { mark: missing.mark, tool: "note" }, say: missing.sentence };
  if (verdict === "clean" && !desk.state.endSeen) return { say: NOT_SEEN };
  return giveVerdict(desk, { verdict });
};

/** A plain yes: it is wrong somewhere; where is not asked. */
export const sayWrong = (desk: Desk): Decided => giveVerdict(desk, { verdict: "marked" });

export const sayCannotJudge =
  (reason: string) =>
  (desk: Desk): Decided =>
    giveVerdict(desk, { verdict: "cannot-judge", reason });

export const setUnsure: Command = ({ state }) => ({
  bodies: [{ kind: "unsure", unsure: !state.log.draft.unsure }],
  say: state.log.draft.unsure ? "No longer marked as unsure." : "Marked as unsure.",
});

export const setComment =
  (comment: string): Command =>
  ({ state }) =>
    state.log.draft.comment === comment ? {} : { bodies: [{ kind: "comment", comment }] };
