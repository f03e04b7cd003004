import { z } from "zod";
import { MOST_COMPARED } from "@/domain/comparison/compare-address";
import { projectProcedure, router } from "../trpc";
import { listComparableRuns } from "./comparable-runs-queries";
import { compareRuns } from "./compare-runs";
import { COMPARED_SORTS, listComparedExamples, readComparedExample } from "./compared-examples-queries";
import { readComparedFields } from "./compared-fields";

const reading = projectProcedure("project.read");
const id = z.string().min(1).max(64);
const runs = z.array(id).min(1).max(MOST_COMPARED);
const evaluations = z.array(id).min(1).max(MOST_COMPARED);

export const compareRouter = router({
  /** The verdict with all its numbers; one run alone answers with what it could be compared in. */
  report: reading
    .input(
      z.object({
        runs,
        baseline: id.optional(),
        against: id.optional(),
        metric: z.string().min(1).max(300).optional(),
        fold: z.boolean().default(true),
        readings: z.boolean().default(true),
        strict: z.boolean().default(true),
      }),
    )
    .query(({ ctx, input: { project, ...request } }) =>
      compareRuns(ctx, { projectId: ctx.projectId, slug: project }, request),
    ),
  /** Runs that could be added. */
  choices: reading
    .input(z.object({ words: z.string().max(200).default(""), beside: z.array(id).max(MOST_COMPARED).default([]) }))
    .query(({ ctx, input: { words, beside } }) =>
      listComparableRuns(ctx.sql, { projectId: ctx.projectId, words, beside }),
    ),
  fields: reading
    .input(z.object({ runs }))
    .query(({ ctx, input }) => readComparedFields(ctx, { projectId: ctx.projectId, runIds: input.runs })),
  examples: reading
    .input(
      z.object({
        candidate: evaluations,
        baseline: evaluations,
        definition: z.string().min(1).max(200),
        sort: z.enum(COMPARED_SORTS).default("disagreement"),
        direction: z.enum(["asc", "desc"]).default("desc"),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input: { candidate, baseline, project: _, ...by } }) =>
      listComparedExamples(ctx.sql, { projectId: ctx.projectId, candidate, baseline }, by),
    ),
  example: reading
    .input(z.object({ evaluations: evaluations.max(20), example: id }))
    .query(({ ctx, input }) =>
      readComparedExample(ctx.sql, { projectId: ctx.projectId, evaluations: input.evaluations }, input.example),
    ),
});
