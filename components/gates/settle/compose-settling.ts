import { nanoid } from "nanoid";
import { formatCounted } from "@/domain/format/number";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { type Choices, decidePoints, type Point } from "@/domain/gates/settling-points";
import type { SettleDraft, SettledVerdict } from "./settle-draft";

const DROPPED = { keep: null } as const;

const dropAll = (points: readonly Point[]): Choices => Object.fromEntries(points.map(({ id }) => [id, DROPPED]));

export type Composed = {
  verdict: SettledVerdict | null;
  decisions: { assessmentId: string; markId: string; kept: boolean }[];
  added: ReturnType<typeof decidePoints>["added"];
  /** What is still missing, as a sentence; null where it can be saved. */
  missing: string | null;
};

/** The settled answer of a draft, and what it still waits for. */
export function composeSettling(of: CaseToSettle, points: readonly Point[], draft: SettleDraft): Composed {
  const nothing = draft.verdict === "cannot-judge";
  const { decisions, added, open, errors } = decidePoints(points, nothing ? dropAll(points) : draft.choices, nanoid);
  const followed: SettledVerdict | null = points.length === 0 || open > 0 ? null : errors > 0 ? "marked" : "clean";
  const verdict = draft.verdict ?? followed;
  const missing = (): string | null => {
    if (of.own) return "You read this case yourself; somebody who did not settles it.";
    if (of.readings.length < 2) return "Fewer than two people read this case, so that there is nothing to settle.";
    if (open > 0) return `${formatCounted(open, "place")} to decide.`;
    if (verdict === null) return "Say whether it is an error.";
    if (verdict === "clean" && errors > 0) return "A note without error keeps none: drop the places first.";
    const kept = decisions.some((each) => each.kept) || added.length > 0;
    if (verdict === "marked" && points.length > 0 && !kept) return "Keep a place, or say that there is no error.";
    return draft.reason.trim() === "" ? "Write why." : null;
  };
  return { verdict, decisions, added, missing: missing() };
}
