import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { listModels, readModel } from "./model-queries";

const reading = projectProcedure("project.read");

export const modelRouter = router({
  list: reading
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(500).default(200) }))
    .query(({ ctx, input }) =>
      listModels(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: reading
    .input(z.object({ model: z.string() }))
    .query(({ ctx, input }) => readModel(ctx.db, { projectId: ctx.projectId, modelId: input.model })),
});
