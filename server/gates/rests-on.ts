import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { adjudication, assessment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { contentDigest } from "../audit/append-audit";
import type { CampaignOf } from "./read-gate-campaign";

export type Digested = { id: string; digest: string };

/** Every row that a result rests on, with the digest that the audit chain holds of it. */
export type RestsOn = {
  assessments: Digested[];
  adjudications: Digested[];
  cases: { id: string; noteDigest: string; sourceDigest: string; weight: number }[];
};

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

export async function readRestsOn(db: Database, { projectId, campaignId }: CampaignOf): Promise<RestsOn> {
  const ofAssessments = and(eq(assessment.projectId, projectId), eq(assessment.campaignId, campaignId));
  const ofAdjudications = and(eq(adjudication.projectId, projectId), eq(adjudication.campaignId, campaignId));
  const [assessments, adjudications, cases] = await Promise.all([
    db.select().from(assessment).where(and(ofAssessments, assessment.current)),
    db.select().from(adjudication).where(and(ofAdjudications, adjudication.current)),
    db
      .select({
        id: campaignCase.id,
        noteDigest: campaignCase.noteDigest,
        sourceDigest: campaignCase.sourceDigest,
        weight: campaignCase.weight,
      })
      .from(campaignCase)
      .where(
        and(
          eq(campaignCase.projectId, projectId),
          eq(campaignCase.campaignId, campaignId),
          isNull(campaignCase.withdrawnAt),
        ),
      ),
  ]);
  return {
    assessments: assessments.map((row) => ({ id: row.id, digest: contentDigest("assessment", row) })).sort(byId),
    adjudications: adjudications.map((row) => ({ id: row.id, digest: contentDigest("adjudication", row) })).sort(byId),
    cases: cases.sort(byId),
  };
}
