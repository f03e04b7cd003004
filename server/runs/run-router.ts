import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { archiveRun, restoreRun } from "./archive-run";
import { cancelRun } from "./cancel-run";
import { checkServices } from "./check-services";
import { checkRequest, requireChecked } from "./checked-requests";
import { launchRequestSchema } from "./launch-request";
import { launchRun } from "./launch-run";
import { prioritiseRun } from "./prioritise-run";
import { resumeRun, retryRun } from "./retry-run";
import { runReads } from "./run-reads";

const writing = projectProcedure("runs.write");
const oneRun = z.object({ run: z.string().min(1) });

export const runRouter = router({
  ...runReads,
  check: writing
    .input(launchRequestSchema)
    .query(({ ctx, input }) => checkRequest(checkServices(ctx), ctx.projectId, input)),
  launch: writing.input(launchRequestSchema).mutation(async ({ ctx, input }) => {
    await requireChecked(checkServices(ctx), ctx.projectId, input);
    return launchRun(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input);
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
  restore: writing
    .input(oneRun)
    .mutation(({ ctx, input }) => restoreRun(ctx, { projectId: ctx.projectId, runId: input.run })),
});
