import { z } from "zod";
import { campaignRequestSchema, readerSchema } from "@/domain/campaigns/campaign-request";
import { CAMPAIGN_ACTIONS } from "@/domain/campaigns/campaign-rules";
import { designSchema } from "@/domain/campaigns/design";
import { draftChangeSchema } from "@/domain/campaigns/draft-change";
import { frameSourceSchema } from "@/domain/campaigns/frame";
import { planRequestSchema, planRound } from "@/domain/campaigns/plan-round";
import { MODES } from "@/domain/campaigns/protocol";
import { simulatedSkillSchema } from "@/domain/campaigns/simulated-reader";
import { actorOf } from "../audit/append-audit";
import type { Viewer } from "../context";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { listCampaigns, listPossibleReaders, readCampaign } from "./campaign-queries";
import { changeDraft } from "./change-draft";
import { addReaders, changeReader } from "./change-readers";
import { controlRouter } from "./control-router";
import { createCampaign } from "./create-campaign";
import { discardCampaign } from "./discard-campaign";
import { extendCampaign } from "./extend-campaign";
import { listFrameChoices, previewFrame } from "./frame-queries";
import { readPlanningFacts } from "./planning-facts";
import { previewCases } from "./preview-cases";
import { removeReader } from "./remove-reader";
import { simulateReaders } from "./simulate-readers";
import { steerCampaign } from "./steer-campaign";

const reading = projectProcedure("project.read");
const writing = projectProcedure("campaigns.write");
const ofCampaign = z.object({ campaign: z.string().min(1).max(64) });
const reason = z.string().trim().max(2_000).nullable().default(null);
const STEPS = CAMPAIGN_ACTIONS.filter((action) => action !== "extend" && action !== "discard");

export const scopeOf = ({ projectId, viewer }: { projectId: string; viewer: Viewer }) => ({
  projectId,
  actor: actorOf(viewer),
});

export const campaignRouter = router({
  controls: controlRouter,
  list: reading
    .input(
      z.object({
        cursor: z.string().max(64).nullish(),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .query(({ ctx, input }) =>
      listCampaigns(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: reading
    .input(ofCampaign)
    .query(({ ctx, input }) => readCampaign(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign })),
  /** Runs and versions that a campaign can be made of. */
  choices: writing.query(({ ctx }) => listFrameChoices(ctx.db, ctx.projectId)),
  /** What a source holds, and what a design would draw from it. */
  frame: writing
    .input(z.object({ source: frameSourceSchema, mode: z.enum(MODES), design: designSchema.prefault({}) }))
    .query(({ ctx, input: { source, mode, design } }) => previewFrame(ctx.db, ctx.projectId, { source, mode, design })),
  planningFacts: reading.query(({ ctx }) => readPlanningFacts(ctx.db, ctx.projectId)),
  plan: reading.input(z.object({ plan: planRequestSchema })).query(({ input }) => planRound(input.plan)),
  possibleReaders: writing
    .input(ofCampaign.partial())
    .query(({ ctx, input }) =>
      listPossibleReaders(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign ?? null }),
    ),
  preview: reading
    .input(ofCampaign.extend({ from: z.int().min(1).default(1), count: z.int().min(1).max(20).default(3) }))
    .query(({ ctx, input: { campaign, from, count } }) =>
      previewCases(ctx.db, { projectId: ctx.projectId, campaignId: campaign }, { from, count }),
    ),
  create: writing
    .input(campaignRequestSchema.extend({ project: z.string() }))
    .mutation(({ ctx, input: { project: _, ...input } }) =>
      createCampaign(input.planting ? { ...ctx, home: env().ASSAY_HOME } : ctx, scopeOf(ctx), input),
    ),
  change: writing
    .input(ofCampaign.extend(draftChangeSchema.shape))
    .mutation(({ ctx, input: { campaign, name, title, protocol, design } }) =>
      changeDraft(ctx, scopeOf(ctx), { campaign, change: { name, title, protocol, design } }),
    ),
  steer: writing
    .input(ofCampaign.extend({ action: z.enum(STEPS), reason }))
    .mutation(({ ctx, input: { campaign, action, reason } }) =>
      steerCampaign(ctx, scopeOf(ctx), { campaign, action, reason }),
    ),
  extend: writing
    .input(ofCampaign.extend({ items: z.int().min(1).max(100_000), reason: z.string().trim().min(1).max(2_000) }))
    .mutation(({ ctx, input: { campaign, items, reason } }) =>
      extendCampaign(ctx, scopeOf(ctx), { campaign, items, reason }),
    ),
  discard: writing.input(ofCampaign).mutation(({ ctx, input }) => discardCampaign(ctx, scopeOf(ctx), input.campaign)),
  addReaders: writing
    .input(ofCampaign.extend({ readers: z.array(readerSchema).min(1).max(100) }))
    .mutation(({ ctx, input: { campaign, readers } }) => addReaders(ctx, scopeOf(ctx), { campaign, readers })),
  changeReader: writing
    .input(
      ofCampaign.extend({ reader: z.string().min(1).max(64), hoursPerWeek: z.number().positive().max(168).nullable() }),
    )
    .mutation(({ ctx, input: { campaign, reader, hoursPerWeek } }) =>
      changeReader(ctx, scopeOf(ctx), { campaign, reader, hoursPerWeek }),
    ),
  removeReader: writing
    .input(ofCampaign.extend({ reader: z.string().min(1).max(64) }))
    .mutation(({ ctx, input: { campaign, reader } }) => removeReader(ctx, scopeOf(ctx), { campaign, reader })),
  /** Of notes about simulated patients alone, whose facts are known. */
  simulateReaders: writing
    .input(
      ofCampaign.extend({
        readers: z.array(simulatedSkillSchema).min(1).max(9),
        seed: z.int().min(0).default(1),
      }),
    )
    .mutation(({ ctx, input: { campaign, readers, seed } }) =>
      simulateReaders({ ...ctx, python: env().ASSAY_PYTHON }, scopeOf(ctx), { campaign, readers, seed }),
    ),
});
