import { eq } from "drizzle-orm";
import { campaign } from "@/db/schema/campaigns";
import { actionsOf, type CampaignAction, NEEDS_REASON } from "@/domain/campaigns/campaign-rules";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { ensureGateRule, requireFittingRule } from "../gates/store-gate-rule";
import type { CampaignScope } from "./create-campaign";
import { openRound } from "./open-round";
import { lockCampaign } from "./read-round";
import { writeStateChange } from "./write-state-change";

export type Steering = {
  campaign: string;
  action: Exclude<CampaignAction, "extend" | "discard">;
  reason: string | null;
  /** Nobody but simulations reads: the round opens without people. */
  simulated?: boolean;
};

/** Opens, pauses, resumes, closes or reopens a round. */
export async function steerCampaign(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, action, reason, simulated = false }: Steering,
): Promise<void> {
  const at = { projectId, campaignId };
  await db.transaction(async (tx) => {
    const row = await lockCampaign(tx, at);
    const to = requireAction(row, action, reason);
    if (action === "open") await requireFittingRule(tx, at, row.protocol);
    const facts = action === "open" ? await openRound(tx, at, row, { now: now(), simulated }) : {};
    await tx
      .update(campaign)
      .set({
        state: to,
        openedAt: row.openedAt ?? (action === "open" ? now() : null),
        closedAt: to === "closed" ? now() : null,
      })
      .where(eq(campaign.id, campaignId));
    const change = await writeStateChange(tx, at, { action, to, reason, actor, at: now(), facts });
    const rule = action === "open" ? await ensureGateRule(tx, at, row, { actor, now: now() }) : null;
    await appendAudit(tx, now(), change, ...(rule ? [rule] : []));
  });
}

/** The state that the action leads to; refused where the rules do not have it, or have it only with a reason. */
export function requireAction(
  row: Pick<typeof campaign.$inferSelect, "state" | "origin">,
  action: CampaignAction,
  reason: string | null,
) {
  const to = actionsOf(row)[action];
  if (!to && row.origin === "labels") {
    throw new DomainError("InvalidState", "These labels came in a file; nobody reads such a round on. Import it anew.");
  }
  if (!to) throw new DomainError("InvalidState", `A campaign that is ${row.state} cannot ${action}.`);
  if (NEEDS_REASON.has(action) && !reason?.trim()) {
    throw new DomainError("Validation", `Say why, to ${action} the round; the reason stays in its history.`, [
      { where: "reason", what: "no reason given" },
    ]);
  }
  return to;
}
