import type { Transaction } from "@/db/database";
import { campaignStateChange } from "@/db/schema/campaigns";
import type { CampaignAction, CampaignState } from "@/domain/campaigns/campaign-rules";
import { newId } from "@/domain/identifiers";
import type { AuditActor, AuditFact } from "../audit/append-audit";
import type { At } from "./make-cases";

type Change = {
  action: CampaignAction | "create";
  to: CampaignState;
  reason: string | null;
  actor: AuditActor;
  at: Date;
  facts?: Readonly<Record<string, unknown>>;
};

/** Keeps the step in the round's history, and answers with what the chain has to say of it. */
export async function writeStateChange(tx: Transaction, at: At, change: Change): Promise<AuditFact> {
  const { action, to, reason, actor } = change;
  const [row] = await tx
    .insert(campaignStateChange)
    .values({ id: newId(), ...at, action, to, reason, changedBy: actor.id, changedAt: change.at })
    .returning();
  if (!row) throw new Error("The change of state was not stored.");
  return {
    actor,
    projectId: at.projectId,
    action: `campaign.${action}`,
    subject: "campaign_state_change",
    subjectId: row.id,
    facts: { campaign: at.campaignId, to, ...change.facts },
    row,
  };
}
