import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { launchSample } from "./launch-sample";
import { listStudies, readStudy } from "./study-queries";

const sampleSchema = z.object({
  name: z.string().trim().min(1).max(120).default("Sample study"),
  datasetVersionId: z.string(),
  heldOutVersionId: z.string().nullish(),
  steps: z.int().min(1).max(100_000).default(30),
  examples: z.int().min(1).max(10_000).default(24),
});

export const studyRouter = router({
  list: projectProcedure("project.read")
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) =>
      listStudies(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: projectProcedure("project.read")
    .input(z.object({ study: z.string() }))
    .query(({ ctx, input }) => readStudy(ctx.db, { projectId: ctx.projectId, studyId: input.study })),
  launchSample: projectProcedure("runs.write")
    .input(sampleSchema)
    .mutation(({ ctx, input }) =>
      launchSample(
        ctx,
        { projectId: ctx.projectId, userId: ctx.viewer.userId },
        { ...input, heldOutVersionId: input.heldOutVersionId ?? null },
      ),
    ),
});
