import { z } from "zod";
import { projectProcedure } from "../trpc";
import { readRunKeys } from "./run-keys-queries";
import { runListInput, runRowsInput } from "./run-list-input";
import { listLiveRuns, listRuns, readRun, readRunRows } from "./runs-queries";

const reading = projectProcedure("project.read");

/** The reading half of the run router. */
export const runReads = {
  list: reading
    .input(runListInput)
    .query(({ ctx, input }) =>
      listRuns(ctx.db, ctx.projectId, { ...input, cursor: input.cursor ?? null, asOf: input.asOf ?? null }),
    ),
  /** Rows of the table that changed, by id. */
  rows: reading
    .input(runRowsInput)
    .query(({ ctx, input }) => readRunRows(ctx.db, ctx.projectId, input.ids, input.columns)),
  /** Every config path and metric that columns and filters can name. */
  keys: reading.query(({ ctx }) => readRunKeys(ctx.db, ctx.projectId)),
  /** Runs that hold a device now. */
  live: reading.query(({ ctx }) => listLiveRuns(ctx.db, ctx.projectId)),
  byId: reading
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readRun(ctx.db, { projectId: ctx.projectId, runId: input.run })),
};
