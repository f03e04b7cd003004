import type { ReviewerKind } from "../campaigns/reviewers";
import type { PairProvenance, PairSide, SettledBy } from "./pair-provenance";

type Side = { generationId: string | null; caseId: string; campaignId: string; arm: string | null };

export const sideOf = ({ generationId, caseId, campaignId, arm }: Side, label: SettledBy): PairSide => ({
  generation: generationId,
  case: caseId,
  campaign: campaignId,
  arm,
  label,
});

type Read = {
  readers: ReviewerKind;
  readings: readonly { reviewerId: string }[];
  settled?: { adjudicationId: string } | null;
};

const once = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Who read the notes of a pair, and who settled them. */
export function provenanceOfNotes(
  notes: readonly Read[],
  sides: Pick<PairProvenance, "chosen" | "rejected">,
): PairProvenance {
  return {
    ...sides,
    readers: notes[0]?.readers ?? null,
    reviewers: once(notes.flatMap(({ readings }) => readings.map(({ reviewerId }) => reviewerId))),
    adjudications: once(notes.flatMap(({ settled }) => settled?.adjudicationId ?? [])),
    run: null,
    edits: [],
    edited: false,
  };
}
