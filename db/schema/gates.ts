import { boolean, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { GateRule, GateVerdict } from "../../domain/gates/gate-rule";
import { campaign } from "./campaigns";
import { instant } from "./columns";
import { user } from "./people";

/** The rule of a campaign's gate; a change is a new version. */
export const gateRule = pgTable(
  "gate_rule",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    version: integer("version").notNull(),
    rule: jsonb("rule").$type<GateRule>().notNull(),
    /** Assessments there were when it was stored: above 0 it was chosen knowing some. */
    assessmentsBefore: integer("assessments_before").notNull(),
    reason: text("reason"),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("gate_rule_version").on(t.campaignId, t.version),
    foreignKey({ columns: [t.projectId, t.campaignId], foreignColumns: [campaign.projectId, campaign.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** A signed gate: frozen with all that it rests on. */
export const gate = pgTable(
  "gate",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** What the rule said. */
    verdict: text("verdict").$type<GateVerdict>().notNull(),
    /** What the investigator decided; another one than the rule's only with a reason. */
    decision: text("decision").$type<GateVerdict>().notNull(),
    overridden: boolean("overridden").notNull(),
    reason: text("reason"),
    /** The result as shown, the rule, and the ids and digests of every assessment and adjudication it rests on. */
    frozen: jsonb("frozen").$type<Record<string, unknown>>().notNull(),
    digest: text("digest").notNull(),
    /** The words that were signed. */
    statement: text("statement").notNull(),
    signedBy: text("signed_by").references(() => user.id, { onDelete: "set null" }),
    signedName: text("signed_name").notNull(),
    signedAt: instant("signed_at").notNull().defaultNow(),
  },
  (t) => [
    index("gate_campaign").on(t.campaignId, t.signedAt),
    foreignKey({ columns: [t.projectId, t.campaignId], foreignColumns: [campaign.projectId, campaign.id] }),
  ],
);
