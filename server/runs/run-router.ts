import { z } from "zod";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { archiveRun, restoreRun } from "./archive-run";
import { cancelRun } from "./cancel-run";
import { changeManyRuns, MANY_ACTIONS } from "./change-many-runs";
import { checkServices } from "./check-services";
import { checkRequest, requireChecked } from "./checked-requests";
import { launchRequestSchema, tagSchema } from "./launch-request";
import { launchRun } from "./launch-run";
import { launchSweep } from "./launch-sweep";
import { planSweep } from "./plan-sweep";
import { prioritiseRun } from "./prioritise-run";
import { readRemoval } from "./removal-queries";
import { removeRuns } from "./remove-runs";
import { resumeRun, retryRun } from "./retry-run";
import { runReads } from "./run-reads";
import { firstOfEach, sweepRequestSchema } from "./sweep-request";
import { tagManyRuns } from "./tag-many-runs";
import { writeNote } from "./write-note";

const writing = projectProcedure("runs.write");
const oneRun = z.object({ run: z.string().min(1) });
const manyRuns = z.object({ runs: z.array(z.string().min(1)).min(1).max(50_000) });
const fewRuns = z.object({ runs: z.array(z.string().min(1)).min(1).max(1_000) });

export const runRouter = router({
  ...runReads,
  check: writing
    .input(launchRequestSchema)
    .query(({ ctx, input }) => checkRequest(checkServices(ctx), ctx.projectId, input)),
  launch: writing.input(launchRequestSchema).mutation(async ({ ctx, input }) => {
    await requireChecked(checkServices(ctx), ctx.projectId, input);
    return launchRun(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input);
  }),
  /** What a sweep would come to: names, time and cost over the slots there are, and what would be refused. */
  planSweep: writing
    .input(sweepRequestSchema)
    .query(({ ctx, input }) =>
      planSweep(
        { db: ctx.db, slots: checkServices(ctx).slots, price: env().ASSAY_PRICE_PER_HOUR },
        ctx.projectId,
        input,
      ),
    ),
  /** Runs that differ in named settings, models and seeds, all or none; the first of each model is checked. */
  launchSweep: writing.input(sweepRequestSchema).mutation(async ({ ctx, input }) => {
    const services = checkServices(ctx);
    for (const first of firstOfEach(input)) await requireChecked(services, ctx.projectId, first);
    return launchSweep(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input);
  }),
  cancel: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => cancelRun(ctx, { projectId: ctx.projectId, runId: input.run })),
  retry: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => retryRun(ctx, { projectId: ctx.projectId, runId: input.run })),
  resume: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => resumeRun(ctx, { projectId: ctx.projectId, runId: input.run })),
  prioritise: writing
    .input(oneRun.extend({ priority: z.int().min(-100).max(100) }))
    .mutation(({ ctx, input }) =>
      prioritiseRun(ctx, { projectId: ctx.projectId, runId: input.run, priority: input.priority }),
    ),
  archive: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => archiveRun(ctx, { projectId: ctx.projectId, runId: input.run })),
  /** The same to many; those that do not allow it are counted by reason. */
  changeMany: writing
    .input(manyRuns.extend({ action: z.enum(MANY_ACTIONS) }))
    .mutation(({ ctx, input }) => changeManyRuns(ctx, { projectId: ctx.projectId, runIds: input.runs }, input.action)),
  tagMany: writing
    .input(
      manyRuns.extend({ add: z.array(tagSchema).max(20).default([]), remove: z.array(tagSchema).max(20).default([]) }),
    )
    .mutation(({ ctx, input }) => tagManyRuns(ctx, { projectId: ctx.projectId, runIds: input.runs }, input)),
  writeNote: writing
    .input(oneRun.extend({ before: z.string().max(4_000), note: z.string().max(4_000) }))
    .mutation(({ ctx, input }) => writeNote(ctx, { projectId: ctx.projectId, runId: input.run }, input)),
  /** What stands on these runs and what would go with them. */
  removal: writing.input(fewRuns).query(({ ctx, input }) => readRemoval(ctx.db, ctx.projectId, input.runs)),
  remove: writing
    .input(fewRuns.extend({ including: z.array(z.string().min(1)).max(5_000).default([]) }))
    .mutation(({ ctx, input }) => removeRuns(ctx, ctx.projectId, { runIds: input.runs, including: input.including })),
  restore: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => restoreRun(ctx, { projectId: ctx.projectId, runId: input.run })),
});
