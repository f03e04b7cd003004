import { z } from "zod";
import { projectProcedure } from "../trpc";
import { runListInput } from "./run-list-input";
import { listLiveRuns, listRuns, readRun, readRunRows } from "./runs-queries";

const reading = projectProcedure("project.read");

/** The reading half of the run router. */
export const runReads = {
  list: reading
    .input(runListInput)
    .query(({ ctx, input }) => listRuns(ctx.db, ctx.projectId, { ...input, cursor: input.cursor ?? null })),
  /** Rows of the table that changed, by id. */
  rows: reading
    .input(z.object({ ids: z.array(z.string()).min(1).max(200) }))
    .query(({ ctx, input }) => readRunRows(ctx.db, ctx.projectId, input.ids)),
  /** Runs that hold a device now. */
  live: reading.query(({ ctx }) => listLiveRuns(ctx.db, ctx.projectId)),
  byId: reading
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readRun(ctx.db, { projectId: ctx.projectId, runId: input.run })),
};
