import { z } from "zod";
import { REVIEWER_KINDS } from "@/domain/campaigns/reviewers";
import { CASE_FILTER_NAMES } from "@/domain/gates/case-filters";
import { DIFFERENCES } from "@/domain/gates/compare-readings";
import { GATE_VERDICTS, gateRuleSchema } from "@/domain/gates/gate-rule";
import { actorOf } from "../audit/append-audit";
import { exportMarks } from "../labels/export-marks";
import { projectProcedure, router } from "../trpc";
import { DISAGREEMENT_FILTERS, listDisagreements } from "./disagreements";
import { freezeGate } from "./freeze-gate";
import { listCases } from "./list-cases";
import { readCampaignResult } from "./read-campaign-result";
import { listRules, requireCampaign } from "./read-gate-campaign";
import { readMoreLabels } from "./read-more-labels";
import { readPreferences } from "./read-preferences";
import { readProfiles } from "./reader-profiles";
import { settlingRouter } from "./settling-router";
import { signGate } from "./sign-gate";
import { listSignedGates, readSignedGate } from "./signed-gates";
import { storeGateRule } from "./store-gate-rule";

const reading = projectProcedure("project.read");
const signing = projectProcedure("gates.sign");
const id = z.string().min(1).max(64);
const ofCampaign = z.object({ campaign: id });
/** Readers of one kind; the chosen one where nothing is said: people, else names of a file, else simulations. */
const kind = z.enum(REVIEWER_KINDS).nullable().default(null);
const reason = z.string().trim().max(4_000).nullable().default(null);
const toSign = ofCampaign.extend({ decision: z.enum(GATE_VERDICTS), reason, kind });

export const gateRouter = router({
  /** Cases that readers differ on, for whoever settles them; blind. */
  settling: settlingRouter,
  /** Rate, verdict, agreement and all counts, as far as the round's state and rule let anybody see them. */
  result: reading
    .input(ofCampaign.extend({ kind }))
    .query(({ ctx, input }) =>
      readCampaignResult(ctx, { projectId: ctx.projectId, campaignId: input.campaign }, { kind: input.kind }),
    ),
  /** How many more labels decide it if the rate is one of these. */
  moreLabels: reading
    .input(ofCampaign.extend({ rates: z.array(z.number().min(0).max(1)).min(1).max(20), kind }))
    .query(({ ctx, input: { campaign, rates, kind } }) =>
      readMoreLabels(ctx, { projectId: ctx.projectId, campaignId: campaign }, { rates, kind }),
    ),
  /** All versions, the newest first. */
  rules: reading.input(ofCampaign).query(async ({ ctx, input }) => {
    const of = { projectId: ctx.projectId, campaignId: input.campaign };
    await requireCampaign(ctx.db, of);
    return { items: await listRules(ctx.db, of) };
  }),
  /** A new version; once there are assessments it needs a reason and is marked. `after` is the version it replaces. */
  setRule: projectProcedure("campaigns.write")
    .input(ofCampaign.extend({ rule: gateRuleSchema, reason, after: z.int().min(0) }))
    .mutation(({ ctx, input: { campaign, rule, reason, after } }) =>
      storeGateRule(
        ctx,
        { projectId: ctx.projectId, campaignId: campaign },
        { rule, reason, after },
        actorOf(ctx.viewer),
      ),
    ),
  /** With names; only of a closed round. */
  disagreements: reading
    .input(
      ofCampaign.extend({
        which: z.enum(DISAGREEMENT_FILTERS).default("open"),
        differs: z.enum(DIFFERENCES).nullable().default(null),
        kind,
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { campaign, which, differs, kind, offset, limit } }) =>
      listDisagreements(
        ctx,
        { projectId: ctx.projectId, campaignId: campaign },
        { which, differs, kind, offset, limit },
      ),
    ),
  /** The cases behind a number; only of a closed round. */
  cases: reading
    .input(
      ofCampaign.extend({
        found: z.enum(CASE_FILTER_NAMES).default("all"),
        severity: z.enum(["any", "major"]).default("any"),
        type: id.nullable().default(null),
        severityId: id.nullable().default(null),
        section: z.string().max(120).nullable().default(null),
        arm: z.string().max(200).nullable().default(null),
        kind,
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { campaign, project: _, ...asked } }) =>
      listCases(ctx, { projectId: ctx.projectId, campaignId: campaign }, asked),
    ),
  /** Which arm readers preferred; only of a closed side-by-side round. */
  preferences: reading
    .input(ofCampaign.extend({ kind }))
    .query(({ ctx, input: { campaign, kind } }) =>
      readPreferences(ctx, { projectId: ctx.projectId, campaignId: campaign }, kind),
    ),
  /** Every mark of a closed round as a file, for a browser that holds no token. */
  marks: reading.input(ofCampaign).query(async ({ ctx, input }) => {
    const of = { projectId: ctx.projectId, campaignId: input.campaign };
    const { fileName, text } = await exportMarks(ctx.db, of, "csv");
    return { fileName, text };
  }),
  /** Strictness, speed, drift and self-agreement of each reader, for who answers for the round. */
  profiles: signing
    .input(ofCampaign)
    .query(({ ctx, input }) => readProfiles(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign })),
  /** Signatures, the newest first, each with what changed since. */
  signed: reading.input(ofCampaign).query(async ({ ctx, input }) => ({
    items: await listSignedGates(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign }),
  })),
  /** One signature with everything that was frozen. */
  signedById: reading
    .input(ofCampaign.extend({ gate: id }))
    .query(({ ctx, input }) =>
      readSignedGate(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign }, input.gate),
    ),
  /** What would be signed: the words, and the digest that `sign` sends back. */
  toSign: signing.input(toSign).query(async ({ ctx, input: { campaign, project: _, ...wanted } }) => {
    const of = { projectId: ctx.projectId, campaignId: campaign };
    const { statement, digest, verdict, ruleVersion } = await freezeGate(ctx, of, wanted, ctx.viewer);
    return { statement, digest, verdict, ruleVersion };
  }),
  sign: signing
    .input(toSign.extend({ digest: z.string().min(1).max(64), password: z.string().min(1).max(1_000) }))
    .mutation(({ ctx, input: { campaign, decision, reason, kind, digest, password } }) =>
      signGate(
        ctx,
        { projectId: ctx.projectId, campaignId: campaign },
        { decision, reason, kind, digest, password },
        ctx.viewer,
      ),
    ),
});
