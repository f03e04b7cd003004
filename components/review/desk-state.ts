import type { ChangeBody } from "@/domain/assessments/assessment-change";
import type { Span } from "@/domain/assessments/mark";
import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { type CaseLog, openLog } from "./case-log";

/** `evidence` and `omission` choose in the source; `correct` writes in the note. */
export type Tool = "note" | "evidence" | "omission" | "correct";

export type DeskState = {
  log: CaseLog;
  /** The sentence at the cursor. */
  at: number;
  /** Selected in the note by mouse or keys; marked by Space or a type. */
  range: Span | null;
  /** The end of a range that keys leave where it is. */
  anchor: number | null;
  /** The mark that type, severity and evidence go to. */
  mark: string | null;
  tool: Tool;
  /** The turn of the source at the cursor. */
  turn: number;
  /** Selected in the source by mouse. */
  sourceRange: Span | null;
  /** Digits of a turn's number as far as they were typed. */
  typed: string;
  /** The last line of the note has been on the screen. */
  endSeen: boolean;
};

/** What a command sees, and what it wants done. */
export type Desk = { review: ReviewCase; protocol: Round["protocol"]; state: DeskState; newId: () => string };
export type Outcome = { state?: Partial<DeskState>; bodies?: ChangeBody[]; say?: string };
export type Command = (desk: Desk) => Outcome;

export function openDesk(review: ReviewCase, unsent: ReviewCase["changes"] = []): DeskState {
  const log = openLog([...review.changes, ...unsent]);
  return {
    log,
    at: Math.max(
      0,
      review.note.sentences.findIndex(({ kind }) => kind === "sentence"),
    ),
    range: null,
    anchor: null,
    mark: null,
    tool: "note",
    turn: 0,
    sourceRange: null,
    typed: "",
    // Who gave a verdict before has seen the end before.
    endSeen: log.draft.verdict !== null,
  };
}
