import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { campaignCase, reviewText } from "@/db/schema/campaigns";
import { findHints } from "@/domain/assessments/find-hints";
import { type ReviewCase, reviewCaseAnswer } from "@/domain/assessments/review-answer";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";
import { DomainError } from "../errors";
import { requireCampaign } from "./campaign-queries";
import { countCases } from "./progress-queries";

const note = alias(reviewText, "note_text");
const otherNote = alias(reviewText, "other_note_text");
const source = alias(reviewText, "source_text");

const noteOf = ({ text, digest }: { text: string; digest: string }) => ({
  text,
  digest,
  sentences: splitSentences(text),
});

/** One case of the sample as a reader gets it: through the same list of what may leave. */
export async function previewCase(
  db: Database,
  at: { projectId: string; campaignId: string },
  position: number,
): Promise<{ case: ReviewCase }> {
  const { protocol } = await requireCampaign(db, at);
  const [row] = await db
    .select({
      section: campaignCase.section,
      note: { text: note.text, digest: note.digest },
      otherNote: { text: otherNote.text, digest: otherNote.digest },
      source: { text: source.text, digest: source.digest },
    })
    .from(campaignCase)
    .innerJoin(note, and(eq(note.projectId, campaignCase.projectId), eq(note.digest, campaignCase.noteDigest)))
    .innerJoin(source, and(eq(source.projectId, campaignCase.projectId), eq(source.digest, campaignCase.sourceDigest)))
    .leftJoin(
      otherNote,
      and(eq(otherNote.projectId, campaignCase.projectId), eq(otherNote.digest, campaignCase.otherNoteDigest)),
    )
    .where(
      and(
        eq(campaignCase.projectId, at.projectId),
        eq(campaignCase.campaignId, at.campaignId),
        eq(campaignCase.kind, "sample"),
        isNull(campaignCase.withdrawnAt),
      ),
    )
    .orderBy(asc(campaignCase.position))
    .limit(1)
    .offset(position - 1);
  if (!row) throw new DomainError("NotFound", "The sample has no case at this place.");
  const counts = await countCases(db, [at.campaignId]);
  const shown = reviewCaseAnswer.parse({
    assignmentId: "preview",
    practice: false,
    position,
    total: counts.get(at.campaignId)?.sample ?? 0,
    note: noteOf(row.note),
    otherNote: row.otherNote ? noteOf(row.otherNote) : null,
    source: { ...row.source, turns: splitTurns(row.source.text) },
    section: row.section,
    changes: [],
    state: "open",
    leasedUntil: null,
    ...(protocol.hints ? { hints: findHints(row.note.text, row.source.text) } : {}),
  });
  return { case: shown };
}
