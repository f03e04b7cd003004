import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { launchRequestSchema } from "./launch-request";
import { launchRun } from "./launch-run";
import { runListInput } from "./run-list-input";
import { listLiveRuns, listRuns, readRun, readRunRows } from "./runs-queries";

export const runRouter = router({
  list: projectProcedure("project.read")
    .input(runListInput)
    .query(({ ctx, input }) => listRuns(ctx.db, ctx.projectId, { ...input, cursor: input.cursor ?? null })),
  /** Rows of the table that changed, by id. */
  rows: projectProcedure("project.read")
    .input(z.object({ ids: z.array(z.string()).min(1).max(200) }))
    .query(({ ctx, input }) => readRunRows(ctx.db, ctx.projectId, input.ids)),
  live: projectProcedure("project.read").query(({ ctx }) => listLiveRuns(ctx.db, ctx.projectId)),
  byId: projectProcedure("project.read")
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readRun(ctx.db, { projectId: ctx.projectId, runId: input.run })),
  launch: projectProcedure("runs.write")
    .input(launchRequestSchema)
    .mutation(({ ctx, input }) => launchRun(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input)),
});
