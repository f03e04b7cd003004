import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/database";
import { adjudication } from "@/db/schema/assessments";
import { campaign, campaignCase, reviewText } from "@/db/schema/campaigns";
import { user } from "@/db/schema/people";
import type { KnownAnswer } from "@/domain/campaigns/campaign-request";
import type { At } from "./make-cases";

const note = alias(reviewText, "note_text");
const otherNote = alias(reviewText, "other_note_text");
const source = alias(reviewText, "source_text");

const ofNote = and(eq(note.projectId, campaignCase.projectId), eq(note.digest, campaignCase.noteDigest));
const ofOtherNote = and(
  eq(otherNote.projectId, campaignCase.projectId),
  eq(otherNote.digest, campaignCase.otherNoteDigest),
);
const ofSource = and(eq(source.projectId, campaignCase.projectId), eq(source.digest, campaignCase.sourceDigest));

export type Control = KnownAnswer & { id: string };

/** Cases of a campaign whose answer is known, with it and where it comes from. */
export async function listControls(db: Database | Transaction, at: At): Promise<Control[]> {
  const rows = await db
    .select({
      id: campaignCase.id,
      kind: campaignCase.kind,
      section: campaignCase.section,
      exampleId: campaignCase.exampleId,
      truth: campaignCase.truth,
      provenance: campaignCase.provenance,
      note: note.text,
      otherNote: otherNote.text,
      source: source.text,
    })
    .from(campaignCase)
    .innerJoin(note, ofNote)
    .leftJoin(otherNote, ofOtherNote)
    .innerJoin(source, ofSource)
    .where(
      and(
        eq(campaignCase.projectId, at.projectId),
        eq(campaignCase.campaignId, at.campaignId),
        inArray(campaignCase.kind, ["practice", "planted", "clean"]),
        isNull(campaignCase.withdrawnAt),
      ),
    )
    .orderBy(asc(campaignCase.kind), asc(campaignCase.position));
  return rows.flatMap(({ kind, truth, provenance, ...row }): Control[] => {
    if (kind === "sample" || kind === "repeat" || !truth || !provenance) return [];
    return [{ ...row, kind, truth, provenance }];
  });
}

const MOST_SETTLED = 100;

/** Cases of closed rounds that were adjudicated: answers that people of this project settled. */
export async function listSettledCases(db: Database, projectId: string) {
  const rows = await db
    .select({
      id: campaignCase.id,
      campaignName: campaign.name,
      section: campaignCase.section,
      exampleId: campaignCase.exampleId,
      note: note.text,
      source: source.text,
      verdict: adjudication.verdict,
      marks: adjudication.marks,
      reason: adjudication.reason,
      settledBy: user.name,
    })
    .from(adjudication)
    .innerJoin(campaignCase, eq(campaignCase.id, adjudication.caseId))
    .innerJoin(campaign, eq(campaign.id, campaignCase.campaignId))
    .innerJoin(note, ofNote)
    .innerJoin(source, ofSource)
    .leftJoin(user, eq(user.id, adjudication.decidedBy))
    .where(
      and(
        eq(adjudication.projectId, projectId),
        eq(adjudication.current, true),
        eq(campaign.state, "closed"),
        isNull(campaignCase.withdrawnAt),
        isNull(note.erasedAt),
        isNull(source.erasedAt),
        inArray(adjudication.verdict, ["clean", "marked"]),
      ),
    )
    .orderBy(asc(adjudication.createdAt))
    .limit(MOST_SETTLED);
  return rows;
}
