import { z } from "zod";
import { controlSchema } from "@/domain/campaigns/campaign-request";
import { plantingSchema } from "@/domain/campaigns/planting";
import { actorOf } from "../audit/append-audit";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { addControls, plantControls, removeControl } from "./change-controls";
import { listControls, listSettledCases } from "./control-queries";
import { listRewriteRuns } from "./rewrite-choices";

const writing = projectProcedure("campaigns.write");
const ofCampaign = z.object({ campaign: z.string().min(1).max(64) });

/** Practice cases, planted errors and clean controls of a round that is not open yet. */
export const controlRouter = router({
  list: writing
    .input(ofCampaign)
    .query(({ ctx, input }) => listControls(ctx.db, { projectId: ctx.projectId, campaignId: input.campaign })),
  settled: writing.query(({ ctx }) => listSettledCases(ctx.db, ctx.projectId)),
  add: writing
    .input(ofCampaign.extend({ controls: z.array(controlSchema).min(1).max(200) }))
    .mutation(({ ctx, input: { campaign, controls } }) =>
      addControls(ctx, { projectId: ctx.projectId, actor: actorOf(ctx.viewer) }, { campaign, controls }),
    ),
  /** Of a finished run of stage `rewrite`. */
  plant: writing
    .input(ofCampaign.extend({ planting: plantingSchema }))
    .mutation(({ ctx, input: { campaign, planting } }) =>
      plantControls(
        { ...ctx, home: env().ASSAY_HOME },
        { projectId: ctx.projectId, actor: actorOf(ctx.viewer) },
        { campaign, planting },
      ),
    ),
  /** Runs of stage `rewrite`, the newest first, also those under way. */
  rewrites: writing.query(({ ctx }) => listRewriteRuns(ctx.db, ctx.projectId)),
  remove: writing
    .input(ofCampaign.extend({ control: z.string().min(1).max(64) }))
    .mutation(({ ctx, input: { campaign, control } }) =>
      removeControl(ctx, { projectId: ctx.projectId, actor: actorOf(ctx.viewer) }, { campaign, control }),
    ),
});
