import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { campaignCase, reviewText } from "@/db/schema/campaigns";
import { findHints } from "@/domain/assessments/find-hints";
import { type ReviewCase, type Round, reviewCaseAnswer, roundAnswer } from "@/domain/assessments/review-answer";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";
import { protocolForReader } from "../assessments/rounds-queries";
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

type Place = { from: number; count: number };

/**
 * Cases of the sample as readers get them, with the protocol as they see it: through the same lists of what may leave.
 */
export async function previewCases(
  db: Database,
  at: { projectId: string; campaignId: string },
  { from, count }: Place,
): Promise<{ round: Round; cases: ReviewCase[] }> {
  const found = await requireCampaign(db, at);
  const { protocol, design, title } = found;
  const total = (await countCases(db, [at.campaignId])).get(at.campaignId)?.sample ?? 0;
  const rows = await selectCases(db, at, { from, count });
  const cases = rows.map((row, place) =>
    reviewCaseAnswer.parse({
      assignmentId: `preview-${from + place}`,
      practice: false,
      position: from + place,
      total,
      note: noteOf(row.note),
      otherNote: row.otherNote ? noteOf(row.otherNote) : null,
      source: { ...row.source, turns: splitTurns(row.source.text) },
      section: row.section,
      changes: [],
      state: "open",
      leasedUntil: null,
      ...(protocol.hints ? { hints: findHints(row.note.text, row.source.text) } : {}),
    }),
  );
  const round = roundAnswer.parse({
    campaign: at.campaignId,
    title,
    state: "open",
    mode: protocol.mode,
    done: 0,
    total,
    practice: { needed: false, passed: true, done: 0, total: 0, passMark: null, score: null },
    protocol: protocolForReader(protocol),
    leaseMinutes: design.assignment === "queue" ? design.leaseMinutes : null,
  });
  return { round, cases };
}

function selectCases(db: Database, at: { projectId: string; campaignId: string }, { from, count }: Place) {
  return db
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
    .limit(count)
    .offset(from - 1);
}
