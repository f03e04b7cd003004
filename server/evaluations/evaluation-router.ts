import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import {
  EXAMPLE_SORTS,
  listEvaluatedExamples,
  readDistribution,
  readEvaluatedExample,
} from "./evaluated-example-queries";
import { readEvaluations } from "./evaluation-queries";

const reading = projectProcedure("project.read");
const ofRun = z.object({ run: z.string().min(1) });
const definition = z.string().min(1).max(200);

export const evaluationRouter = router({
  byRun: reading
    .input(ofRun)
    .query(({ ctx, input }) => readEvaluations(ctx.db, { projectId: ctx.projectId, runId: input.run })),
  examples: reading
    .input(
      ofRun.extend({
        definition,
        sort: z.enum(EXAMPLE_SORTS).default("disagreement"),
        direction: z.enum(["asc", "desc"]).default("desc"),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input: { run, project: _, ...by } }) =>
      listEvaluatedExamples(ctx.db, { projectId: ctx.projectId, runId: run }, by),
    ),
  example: reading
    .input(ofRun.extend({ example: z.string().min(1) }))
    .query(({ ctx, input }) =>
      readEvaluatedExample(ctx.db, { projectId: ctx.projectId, runId: input.run }, input.example),
    ),
  distribution: reading
    .input(ofRun.extend({ definition, bins: z.int().min(2).max(100).default(24) }))
    .query(({ ctx, input }) =>
      readDistribution(
        ctx.db,
        { projectId: ctx.projectId, runId: input.run },
        { definition: input.definition, bins: input.bins },
      ),
    ),
});
