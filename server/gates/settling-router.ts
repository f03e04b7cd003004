import { z } from "zod";
import { settlingSchema } from "@/domain/gates/settling";
import { roundToSettleAnswer } from "@/domain/gates/settling-answer";
import { actorOf } from "../audit/append-audit";
import { projectProcedure, router } from "../trpc";
import { listCasesToSettle, readCaseToSettle } from "./cases-to-settle";
import { DISAGREEMENT_FILTERS } from "./disagreements";
import { requireAdjudicator } from "./require-adjudicator";
import { listRoundsToSettle } from "./rounds-to-settle";
import { settleCase } from "./settle-case";

const ofCampaign = z.object({ campaign: z.string().min(1).max(64) });

/** For whoever steers campaigns, and for clinicians whom the round names as adjudicators; for nobody else. */
const settling = projectProcedure("reviews.write")
  .input(ofCampaign)
  .use(async ({ ctx, input, next }) => {
    const of = { projectId: ctx.projectId, campaignId: input.campaign };
    await requireAdjudicator(ctx.db, of, ctx);
    return next({ ctx: { ...ctx, of } });
  });

export const settlingRouter = router({
  /** Rounds that name the viewer as adjudicator, by their title alone. */
  rounds: projectProcedure("reviews.write")
    .output(z.array(roundToSettleAnswer))
    .query(({ ctx }) => listRoundsToSettle(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId })),
  list: settling
    .input(
      z.object({
        which: z.enum(DISAGREEMENT_FILTERS).default("open"),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { which, offset, limit } }) =>
      listCasesToSettle(ctx, ctx.of, { which, offset, limit }, ctx.viewer.userId),
    ),
  case: settling
    .input(z.object({ case: z.string().min(1).max(64) }))
    .query(({ ctx, input }) => readCaseToSettle(ctx, { ...ctx.of, caseId: input.case }, ctx.viewer.userId)),
  /** A new version beside the readings; `after` is the version it replaces, 0 for the first. */
  settle: settling
    .input(z.object(settlingSchema.shape))
    .mutation(({ ctx, input: { project: _, campaign: __, ...given } }) =>
      settleCase(ctx, ctx.of, given, { ...actorOf(ctx.viewer), id: ctx.viewer.userId }),
    ),
});
