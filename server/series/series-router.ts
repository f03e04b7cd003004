import { z } from "zod";
import { CURVE_AXES, MOST_RUNS_IN_A_CHART } from "@/domain/charts/chart-axis";
import { DomainError } from "../errors";
import { cleanText } from "../ingest/clean-text";
import { projectProcedure, router } from "../trpc";
import { listKeys, listSharedKeys } from "./list-keys";
import { readCurves } from "./read-curves";
import { readSeries } from "./read-series";

const id = z.string().min(1).max(64).overwrite(cleanText);
const runs = z.array(id).min(1).max(MOST_RUNS_IN_A_CHART);
const keys = z.array(z.string().min(1).max(200).overwrite(cleanText)).min(1).max(100);
const zoom = { from: z.number().optional(), to: z.number().optional() };
const buckets = z.int().min(1).max(4_000).default(500);

/** Each bucket is some twenty numbers on their way out. */
const MOST_BUCKETS_IN_ALL = 1_000_000;

function refuseTooMany({ runs, keys, buckets }: { runs: string[]; keys: string[]; buckets: number }): void {
  if (runs.length * keys.length * buckets <= MOST_BUCKETS_IN_ALL) return;
  throw new DomainError(
    "Validation",
    `${runs.length} runs × ${keys.length} metrics × ${buckets} buckets are over 1,000,000 buckets: ask for fewer of one of them.`,
  );
}

export const seriesRouter = router({
  keys: projectProcedure("project.read")
    .input(z.object({ run: id }))
    .query(({ ctx, input }) => listKeys(ctx.sql, { projectId: ctx.projectId, runId: input.run })),

  sharedKeys: projectProcedure("project.read")
    .input(z.object({ runs }))
    .query(({ ctx, input }) => listSharedKeys(ctx.sql, { projectId: ctx.projectId, runs: input.runs })),

  read: projectProcedure("project.read")
    .input(z.object({ runs, keys, axis: z.enum(["step", "time"]).default("step"), ...zoom, buckets }))
    .query(({ ctx, input: { project: _, ...question } }) => {
      refuseTooMany(question);
      return readSeries(ctx.sql, { ...question, projectId: ctx.projectId });
    }),

  curves: projectProcedure("project.read")
    .input(z.object({ runs, keys: keys.max(20), axis: z.enum(CURVE_AXES).default("step"), ...zoom, buckets }))
    .query(({ ctx, input: { project: _, ...question } }) => {
      refuseTooMany(question);
      return readCurves(ctx.sql, { ...question, projectId: ctx.projectId });
    }),
});
