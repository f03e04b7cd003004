import { z } from "zod";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { changeModel } from "./change-model";
import { listModels, readModel } from "./model-queries";
import { readModelSpace, readModelUses, readTrainedOn } from "./model-uses-queries";

const reading = projectProcedure("project.read");
const model = z.object({ model: z.string() });

export const modelRouter = router({
  list: reading
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(500).default(200) }))
    .query(({ ctx, input }) =>
      listModels(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: reading
    .input(model)
    .query(({ ctx, input }) => readModel(ctx.db, { projectId: ctx.projectId, modelId: input.model })),
  uses: reading
    .input(model)
    .query(({ ctx, input }) => readModelUses(ctx.db, { projectId: ctx.projectId, modelId: input.model })),
  trainedOn: reading
    .input(model)
    .query(({ ctx, input }) => readTrainedOn(ctx.db, { projectId: ctx.projectId, modelId: input.model })),
  space: reading.query(({ ctx }) => readModelSpace(ctx.sql, env().ASSAY_HOME, ctx.projectId)),
  change: projectProcedure("models.write")
    .input(
      model.extend({
        name: z.string().trim().min(1).max(120).optional(),
        license: z.string().trim().max(200).nullable().optional(),
        licenseNote: z.string().trim().max(4_000).optional(),
      }),
    )
    .mutation(({ ctx, input: { model: modelId, name, license, licenseNote } }) =>
      changeModel(ctx, { projectId: ctx.projectId, modelId }, { name, license, licenseNote }),
    ),
});
