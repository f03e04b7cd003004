import { and, asc, eq, isNull, ne } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaign, campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import { DomainError } from "../errors";
import type { At } from "./make-cases";

/** Held until the transaction ends, so that two people do not steer a round at once. */
export async function lockCampaign(tx: Transaction, { projectId, campaignId }: At) {
  const [found] = await tx
    .select()
    .from(campaign)
    .where(and(eq(campaign.projectId, projectId), eq(campaign.id, campaignId)))
    .for("update");
  if (!found) throw new DomainError("NotFound", "There is no such campaign in this project.");
  return found;
}

/** Readers who are in it now, in the order they came; simulated ones read beside their plan. */
export function readReaders(tx: Transaction, { projectId, campaignId }: At) {
  return tx
    .select()
    .from(campaignReviewer)
    .where(
      and(
        eq(campaignReviewer.projectId, projectId),
        eq(campaignReviewer.campaignId, campaignId),
        eq(campaignReviewer.role, "reader"),
        isNull(campaignReviewer.removedAt),
        ne(campaignReviewer.kind, "simulated"),
      ),
    )
    .orderBy(asc(campaignReviewer.createdAt), asc(campaignReviewer.id));
}

export function readRoundCases(tx: Transaction, { projectId, campaignId }: At) {
  return tx
    .select({
      id: campaignCase.id,
      item: campaignCase.item,
      kind: campaignCase.kind,
      readings: campaignCase.readings,
      repeatOf: campaignCase.repeatOf,
    })
    .from(campaignCase)
    .where(
      and(
        eq(campaignCase.projectId, projectId),
        eq(campaignCase.campaignId, campaignId),
        isNull(campaignCase.withdrawnAt),
      ),
    )
    .orderBy(asc(campaignCase.kind), asc(campaignCase.position));
}
