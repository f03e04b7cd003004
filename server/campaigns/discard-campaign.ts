import { and, eq } from "drizzle-orm";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { CampaignScope } from "./create-campaign";
import { lockCampaign } from "./read-round";

/** Only what was never open; what somebody read stays for ever. */
export async function discardCampaign(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockCampaign(tx, { projectId, campaignId });
    if (row.state !== "draft") {
      throw new DomainError("InvalidState", `A campaign that is ${row.state} cannot be discarded; close it instead.`);
    }
    await tx.delete(campaignReviewer).where(eq(campaignReviewer.campaignId, campaignId));
    await tx.delete(campaign).where(and(eq(campaign.projectId, projectId), eq(campaign.id, campaignId)));
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.discard",
      subject: "campaign",
      subjectId: campaignId,
      facts: { name: row.name },
    });
  });
}
