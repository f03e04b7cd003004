import { z } from "zod";
import { projectProcedure } from "../trpc";
import { groupRuns } from "./run-groups-queries";
import { readRunKeys } from "./run-keys-queries";
import { runGroupsInput, runListInput, runRowsInput } from "./run-list-input";
import { readFieldValues } from "./run-values-queries";
import { countNewer, listLiveRuns, listRuns, readMatchingIds, readRun, readRunRows } from "./runs-queries";

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
  /** One row for runs that share something: mean, sd, n and points of every column. */
  groups: reading
    .input(runGroupsInput)
    .query(({ ctx, input }) =>
      groupRuns(ctx.db, ctx.projectId, { ...input, cursor: input.cursor ?? null, asOf: input.asOf ?? null }),
    ),
  /** What a filter may compare a field with. */
  values: reading
    .input(z.object({ field: z.string().max(300), typed: z.string().max(200).default("") }))
    .query(({ ctx, input }) => readFieldValues(ctx.db, ctx.projectId, input)),
  /** How many were launched since a list was read that would stand in it. */
  newer: reading
    .input(z.object({ filter: z.string().max(2_000).default(""), asOf: z.coerce.date() }))
    .query(({ ctx, input }) => countNewer(ctx.db, ctx.projectId, input)),
  /** Ids of all that a filter holds for, for what is done to all of them. */
  ids: reading
    .input(z.object({ filter: z.string().max(2_000).default(""), asOf: z.coerce.date().nullish() }))
    .query(({ ctx, input }) => readMatchingIds(ctx.db, ctx.projectId, { ...input, asOf: input.asOf ?? null })),
  /** Runs that hold a device now. */
  live: reading.query(({ ctx }) => listLiveRuns(ctx.db, ctx.projectId)),
  byId: reading
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readRun(ctx.db, { projectId: ctx.projectId, runId: input.run })),
};
