import { z } from "zod";
import { BUCKETS } from "@/domain/margins/pair-record";
import { projectProcedure, router } from "../trpc";
import { listMarginPairs, PAIR_SORTS, readMarginPair } from "./pair-queries";
import { readMargins } from "./read-margins";
import { readSweep } from "./read-sweep";

const reading = projectProcedure("project.read");
const ofRun = z.object({ run: z.string().min(1) });
const split = z.enum(["train", "validation"]);
const step = z.int().min(0);

export const marginRouter = router({
  byRun: reading
    .input(ofRun.extend({ split: split.optional(), before: step.optional(), after: step.optional() }))
    .query(({ ctx, input: { run, project: _, ...asked } }) =>
      readMargins(ctx, { projectId: ctx.projectId, runId: run, ...asked }),
    ),
  sweep: reading
    .input(ofRun.extend({ split }))
    .query(({ ctx, input }) => readSweep(ctx, { projectId: ctx.projectId, runId: input.run, split: input.split })),
  pairs: reading
    .input(
      ofRun.extend({
        split,
        step,
        bucket: z.enum(BUCKETS).optional(),
        low: z.number().optional(),
        high: z.number().optional(),
        sort: z.enum(PAIR_SORTS).default("margin"),
        order: z.enum(["asc", "desc"]).default("asc"),
        cursor: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input: { run, project: _, cursor, ...by } }) =>
      listMarginPairs(ctx.sql, { projectId: ctx.projectId, runId: run }, { ...by, offset: cursor }),
    ),
  pair: reading
    .input(ofRun.extend({ split, pair: z.string().min(1).max(200) }))
    .query(({ ctx, input: { run, project: _, ...at } }) =>
      readMarginPair(ctx.sql, { projectId: ctx.projectId, runId: run }, at),
    ),
});
