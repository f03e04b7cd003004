import { and, eq } from "drizzle-orm";
import { campaign, campaignReviewer, campaignStateChange } from "@/db/schema/campaigns";
import { gateRule } from "@/db/schema/gates";
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
    const rules = await tx.delete(gateRule).where(eq(gateRule.campaignId, campaignId)).returning({ id: gateRule.id });
    const steps = await tx
      .delete(campaignStateChange)
      .where(eq(campaignStateChange.campaignId, campaignId))
      .returning({ id: campaignStateChange.id });
    await tx.delete(campaignReviewer).where(eq(campaignReviewer.campaignId, campaignId));
    await tx.delete(campaign).where(and(eq(campaign.projectId, projectId), eq(campaign.id, campaignId)));
    const gone = { actor, projectId, facts: { campaign: campaignId } };
    await appendAudit(
      tx,
      now(),
      ...rules.map(({ id }) => ({ ...gone, action: "gate_rule.erase", subject: "gate_rule", subjectId: id })),
      ...steps.map(({ id }) => ({
        ...gone,
        action: "campaign_state_change.erase",
        subject: "campaign_state_change",
        subjectId: id,
      })),
      { ...gone, action: "campaign.discard", subject: "campaign", subjectId: campaignId, facts: { name: row.name } },
    );
  });
}
