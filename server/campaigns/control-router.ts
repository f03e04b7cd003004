import { z } from "zod";
import { controlSchema } from "@/domain/campaigns/campaign-request";
import { actorOf } from "../audit/append-audit";
import { projectProcedure, router } from "../trpc";
import { addControls, removeControl } from "./change-controls";
import { listControls, listSettledCases } from "./control-queries";

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
  remove: writing
    .input(ofCampaign.extend({ control: z.string().min(1).max(64) }))
    .mutation(({ ctx, input: { campaign, control } }) =>
      removeControl(ctx, { projectId: ctx.projectId, actor: actorOf(ctx.viewer) }, { campaign, control }),
    ),
});
