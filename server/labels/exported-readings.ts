import { and, asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { assessment } from "@/db/schema/assessments";
import { campaignCase, campaignReviewer, reviewText } from "@/db/schema/campaigns";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { CampaignOf } from "../gates/read-gate-campaign";

const note = alias(reviewText, "note_text");
const source = alias(reviewText, "source_text");

/** What stands for a reader outside of the project; her place among the round's readers. */
export async function readPseudonyms(db: Database, { projectId, campaignId }: CampaignOf) {
  const rows = await db
    .select({ id: campaignReviewer.id, kind: campaignReviewer.kind })
    .from(campaignReviewer)
    .where(and(eq(campaignReviewer.projectId, projectId), eq(campaignReviewer.campaignId, campaignId)))
    .orderBy(asc(campaignReviewer.createdAt), asc(campaignReviewer.id));
  return new Map(
    rows.map(({ id, kind }, at): [string, { name: string; kind: ReviewerKind }] => [
      id,
      { name: `${kind === "person" ? "reader" : kind} ${at + 1}`, kind },
    ]),
  );
}

/** Every standing reading of the sample with its texts, in the order of cases and readers. */
export function readExported(db: Database, { projectId, campaignId }: CampaignOf) {
  return db
    .select({
      assessmentId: assessment.id,
      version: assessment.version,
      reviewerId: assessment.reviewerId,
      verdict: assessment.verdict,
      marks: assessment.marks,
      corrected: assessment.corrected,
      comment: assessment.comment,
      unsure: assessment.unsure,
      seconds: assessment.seconds,
      late: assessment.late,
      caseId: campaignCase.id,
      item: campaignCase.item,
      group: campaignCase.groupKey,
      section: campaignCase.section,
      arm: campaignCase.arm,
      weight: campaignCase.weight,
      noteDigest: campaignCase.noteDigest,
      note: note.text,
      source: source.text,
    })
    .from(assessment)
    .innerJoin(campaignCase, eq(campaignCase.id, assessment.caseId))
    .innerJoin(note, and(eq(note.projectId, campaignCase.projectId), eq(note.digest, campaignCase.noteDigest)))
    .innerJoin(source, and(eq(source.projectId, campaignCase.projectId), eq(source.digest, campaignCase.sourceDigest)))
    .where(
      and(
        eq(assessment.projectId, projectId),
        eq(assessment.campaignId, campaignId),
        eq(assessment.current, true),
        eq(campaignCase.kind, "sample"),
      ),
    )
    .orderBy(asc(campaignCase.position), asc(campaignCase.id), asc(assessment.reviewerId));
}
export type ExportedReading = Awaited<ReturnType<typeof readExported>>[number];
