import { and, count, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assessment } from "@/db/schema/assessments";
import { gateRule } from "@/db/schema/gates";
import type { Protocol } from "@/domain/campaigns/protocol";
import { type GateRule, gateRuleSchema } from "@/domain/gates/gate-rule";
import { refuseRule } from "@/domain/gates/refuse-rule";
import { newId } from "@/domain/identifiers";
import { type AuditActor, type AuditFact, appendAudit } from "../audit/append-audit";
import { lockCampaign } from "../campaigns/read-round";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { CampaignOf } from "./read-gate-campaign";
import { ruleWhereNone } from "./read-gate-campaign";

type By = { actor: AuditActor; now: Date };

export async function insertRule(
  tx: Transaction,
  { projectId, campaignId }: CampaignOf,
  stored: { version: number; rule: GateRule; assessmentsBefore: number; reason: string | null },
  { actor, now }: By,
): Promise<AuditFact> {
  const values = { id: newId(), projectId, campaignId, ...stored, createdBy: actor.id, createdAt: now };
  const [row] = await tx.insert(gateRule).values(values).returning();
  if (!row) throw new Error("The rule was not stored.");
  const { rule, version, assessmentsBefore } = stored;
  const facts = { campaign: campaignId, version, assessmentsBefore, threshold: rule.threshold, alpha: rule.alpha };
  return { actor, projectId, action: "gate_rule.write", subject: "gate_rule", subjectId: row.id, facts, row };
}

async function readNewest(tx: Transaction, { projectId, campaignId }: CampaignOf) {
  const [newest] = await tx
    .select({ version: gateRule.version, rule: gateRule.rule })
    .from(gateRule)
    .where(and(eq(gateRule.projectId, projectId), eq(gateRule.campaignId, campaignId)))
    .orderBy(desc(gateRule.version))
    .limit(1);
  return newest ? { version: newest.version, rule: gateRuleSchema.parse(newest.rule) } : null;
}

function requireFit(rule: GateRule, protocol: Protocol): void {
  const problems = refuseRule(rule, protocol);
  if (problems.length > 0) throw new DomainError("Validation", "This rule does not fit the round.", problems);
}

/** The stored rule must fit what readers of the protocol will say. */
export async function requireFittingRule(tx: Transaction, of: CampaignOf, protocol: Protocol): Promise<void> {
  const newest = await readNewest(tx, of);
  if (newest) requireFit(newest.rule, protocol);
}

/**
 * The rule that stands where nobody chose one, stored when the round opens, so that it is there before the first
 * assessment. Null where there is one already. Its fact goes into the chain with whatever opened the round.
 */
export async function ensureGateRule(
  tx: Transaction,
  of: CampaignOf,
  { protocol }: { protocol: Protocol },
  by: By,
): Promise<AuditFact | null> {
  if (protocol.mode === "side-by-side" || (await readNewest(tx, of))) return null;
  const { rule } = ruleWhereNone({ protocol });
  return insertRule(tx, of, { version: 1, rule, assessmentsBefore: 0, reason: null }, by);
}

/** Stores a rule as a new version; once there are assessments only with the reason, and marked as later than they. */
export async function storeGateRule(
  { db, now }: Pick<Services, "db" | "now">,
  of: CampaignOf,
  { rule, reason, after }: { rule: GateRule; reason: string | null; after: number },
  actor: AuditActor,
): Promise<{ version: number; assessmentsBefore: number }> {
  return db.transaction(async (tx) => {
    const { protocol } = await lockCampaign(tx, of);
    requireFit(rule, protocol);
    const newest = await readNewest(tx, of);
    if ((newest?.version ?? 0) !== after) {
      throw new DomainError(
        "Conflict",
        "Somebody else changed the rule meanwhile. Read it again before you change it.",
      );
    }
    const [given] = await tx
      .select({ count: count() })
      .from(assessment)
      .where(and(eq(assessment.projectId, of.projectId), eq(assessment.campaignId, of.campaignId)));
    const assessmentsBefore = given?.count ?? 0;
    if (assessmentsBefore > 0 && !reason?.trim()) {
      const what = "There are assessments already; say why the rule changes now. The reason stays beside it.";
      throw new DomainError("Validation", what, [{ where: "reason", what: "no reason given" }]);
    }
    const { looks } = newest?.rule ?? ruleWhereNone({ protocol }).rule;
    if (assessmentsBefore > 0 && rule.looks !== looks) {
      const what = "How often a round is looked at stands once there are readings: who knows some chooses what suits.";
      throw new DomainError("Validation", what, [{ where: "looks", what, remedy: "Make another round." }]);
    }
    const stored = { version: after + 1, rule, assessmentsBefore, reason: reason?.trim() || null };
    const at = now();
    await appendAudit(tx, at, await insertRule(tx, of, stored, { actor, now: at }));
    return { version: stored.version, assessmentsBefore };
  });
}
