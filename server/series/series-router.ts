import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { listKeys } from "./read-segments";
import { readSeries } from "./read-series";

const id = z.string().min(1).max(64);

export const seriesRouter = router({
  keys: projectProcedure("project.read")
    .input(z.object({ run: id }))
    .query(({ ctx, input }) => listKeys(ctx.sql, { projectId: ctx.projectId, runId: input.run })),

  read: projectProcedure("project.read")
    .input(
      z.object({
        runs: z.array(id).min(1).max(100),
        keys: z.array(z.string().min(1).max(200)).min(1).max(100),
        axis: z.enum(["step", "time"]).default("step"),
        from: z.number().optional(),
        to: z.number().optional(),
        buckets: z.int().min(1).max(4_000).default(500),
      }),
    )
    .query(({ ctx, input: { project: _, ...question } }) =>
      readSeries(ctx.sql, { ...question, projectId: ctx.projectId }),
    ),
});
