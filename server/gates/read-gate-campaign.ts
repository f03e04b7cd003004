import { and, count, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { campaign, campaignReviewer, campaignStateChange } from "@/db/schema/campaigns";
import { gateRule } from "@/db/schema/gates";
import { user } from "@/db/schema/people";
import { type GateRule, gateRuleSchema } from "@/domain/gates/gate-rule";
import { DomainError } from "../errors";

export type CampaignOf = { projectId: string; campaignId: string };

export type StoredRule = {
  rule: GateRule;
  /** 0 is the rule that stands where none was stored. */
  version: number;
  assessmentsBefore: number;
  reason: string | null;
  createdBy: string | null;
  createdAt: Date | null;
};

export async function requireCampaign(db: Database, { projectId, campaignId }: CampaignOf) {
  const [found] = await db
    .select()
    .from(campaign)
    .where(and(eq(campaign.projectId, projectId), eq(campaign.id, campaignId)));
  if (!found) throw new DomainError("NotFound", "There is no such campaign in this project.");
  return found;
}
export type CampaignRow = Awaited<ReturnType<typeof requireCampaign>>;

/** From the newest on. */
export async function listRules(db: Database, { projectId, campaignId }: CampaignOf): Promise<StoredRule[]> {
  const rows = await db
    .select({ row: gateRule, name: user.name })
    .from(gateRule)
    .leftJoin(user, eq(user.id, gateRule.createdBy))
    .where(and(eq(gateRule.projectId, projectId), eq(gateRule.campaignId, campaignId)))
    .orderBy(desc(gateRule.version));
  return rows.map(({ row: { rule, version, assessmentsBefore, reason, createdAt }, name }) => {
    // What was stored before a field was added has its default.
    return { rule: gateRuleSchema.parse(rule), version, assessmentsBefore, reason, createdAt, createdBy: name };
  });
}

/** What the gate goes by where nobody stored a rule; it can be shown and not be signed. */
export function ruleWhereNone({ protocol }: Pick<CampaignRow, "protocol">): StoredRule {
  const rule = gateRuleSchema.parse({ unit: protocol.mode === "marks" ? protocol.unit : "note" });
  return { rule, version: 0, assessmentsBefore: 0, reason: null, createdBy: null, createdAt: null };
}

export async function readRule(db: Database, row: CampaignRow): Promise<StoredRule> {
  const [newest] = await listRules(db, { projectId: row.projectId, campaignId: row.id });
  return newest ?? ruleWhereNone(row);
}

export function listReviewers(db: Database, { projectId, campaignId }: CampaignOf) {
  return db
    .select()
    .from(campaignReviewer)
    .where(and(eq(campaignReviewer.projectId, projectId), eq(campaignReviewer.campaignId, campaignId)))
    .orderBy(campaignReviewer.createdAt, campaignReviewer.id);
}

/** How often the round was closed: each was a look at the result. */
export async function countClosings(db: Database, { projectId, campaignId }: CampaignOf): Promise<number> {
  const ofCampaign = and(
    eq(campaignStateChange.projectId, projectId),
    eq(campaignStateChange.campaignId, campaignId),
    eq(campaignStateChange.action, "close"),
  );
  const [found] = await db.select({ times: count() }).from(campaignStateChange).where(ofCampaign);
  return found?.times ?? 0;
}
