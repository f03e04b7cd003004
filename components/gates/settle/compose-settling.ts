import { nanoid } from "nanoid";
import { formatCounted } from "@/domain/format/number";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { type Choices, decidePoints, type Point } from "@/domain/gates/settling-points";
import { correctedText } from "./correction-choice";
import type { SettleDraft, SettledVerdict } from "./settle-draft";

const DROPPED = { keep: null } as const;

const dropAll = (points: readonly Point[]): Choices => Object.fromEntries(points.map(({ id }) => [id, DROPPED]));

export type Composed = {
  verdict: SettledVerdict | null;
  decisions: { assessmentId: string; markId: string; kept: boolean }[];
  added: ReturnType<typeof decidePoints>["added"];
  /** The note as it should read; null where no correction stands. */
  corrected: string | null;
  /** What is still missing, as a sentence; null where it can be saved. */
  missing: string | null;
};

/** The settled answer of a draft, and what it still waits for. */
export function composeSettling(of: CaseToSettle, points: readonly Point[], draft: SettleDraft): Composed {
  const nothing = draft.verdict === "cannot-judge";
  const { decisions, added, open, errors } = decidePoints(points, nothing ? dropAll(points) : draft.choices, nanoid);
  const followed: SettledVerdict | null = points.length === 0 || open > 0 ? null : errors > 0 ? "marked" : "clean";
  const verdict = draft.verdict ?? followed;
  const kept = decisions.some((each) => each.kept) || added.length > 0;
  const mayCorrect = verdict === "marked" || kept;
  const corrected = mayCorrect ? correctedText(of, draft.correction) : null;
  const missing = (): string | null => {
    if (of.own) return "You read this case yourself; somebody who did not settles it.";
    if (of.readings.length < 2) return "Fewer than two people read this case, so that there is nothing to settle.";
    if (open > 0) return `${formatCounted(open, "place")} to decide.`;
    if (verdict === null) return "Say whether it is an error.";
    if (verdict === "clean" && errors > 0) return "A note without error keeps none: drop the places first.";
    if (verdict === "marked" && points.length > 0 && !kept) return "Keep a place, or say that there is no error.";
    if (mayCorrect && draft.correction === null) return "Say which corrected note stands, or that none does.";
    if (mayCorrect && draft.correction?.from === "own" && corrected === null) return "Write how the note should read.";
    return draft.reason.trim() === "" ? "Write why." : null;
  };
  return { verdict, decisions, added, corrected, missing: missing() };
}
