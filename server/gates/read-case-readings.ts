import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { adjudication, assessment } from "@/db/schema/assessments";
import { campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import type { REVIEWER_KINDS } from "@/domain/campaigns/reviewers";
import { DomainError } from "../errors";
import type { CampaignOf } from "./read-gate-campaign";

export type CaseOf = CampaignOf & { caseId: string };

export async function requireCase(db: Database | Transaction, { projectId, campaignId, caseId }: CaseOf) {
  const c = campaignCase;
  const [found] = await db
    .select()
    .from(c)
    .where(and(eq(c.projectId, projectId), eq(c.campaignId, campaignId), eq(c.id, caseId)));
  if (found?.kind !== "sample") throw new DomainError("NotFound", "There is no such case in this round.");
  if (found.withdrawnAt) throw new DomainError("InvalidState", "This case was taken out of the round.");
  return found;
}

/** What stands of each reading of a case, of readers of one kind: people before names of files before simulations. */
export async function readCaseReadings(db: Database | Transaction, { projectId, caseId }: CaseOf) {
  const rows = await db
    .select({ assessment, kind: campaignReviewer.kind, userId: campaignReviewer.userId })
    .from(assessment)
    .innerJoin(campaignReviewer, eq(campaignReviewer.id, assessment.reviewerId))
    .where(and(eq(assessment.projectId, projectId), eq(assessment.caseId, caseId), assessment.current));
  const order = ["person", "imported", "simulated"] as const satisfies readonly (typeof REVIEWER_KINDS)[number][];
  const kind = order.find((each) => rows.some((row) => row.kind === each));
  return rows
    .filter((row) => row.kind === kind)
    .map((row) => ({ ...row.assessment, userId: row.userId }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

export async function readAdjudication(db: Database | Transaction, { projectId, caseId }: CaseOf) {
  const [found] = await db
    .select()
    .from(adjudication)
    .where(and(eq(adjudication.projectId, projectId), eq(adjudication.caseId, caseId), adjudication.current));
  return found ?? null;
}
