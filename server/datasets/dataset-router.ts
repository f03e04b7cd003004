import { z } from "zod";
import { SPLITS } from "@/domain/datasets/dataset-types";
import { projectProcedure, router } from "../trpc";
import { listDatasets, readDataset } from "./dataset-queries";
import { listExamples } from "./example-queries";
import { importRouter } from "./imports/import-router";
import { versionRouter } from "./version-router";

const reading = projectProcedure("project.read");

export const datasetRouter = router({
  imports: importRouter,
  versions: versionRouter,
  list: reading
    .input(z.object({ cursor: z.string().nullish(), limit: z.int().min(1).max(500).default(100) }))
    .query(({ ctx, input }) =>
      listDatasets(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: reading
    .input(z.object({ dataset: z.string() }))
    .query(({ ctx, input }) => readDataset(ctx.db, { projectId: ctx.projectId, datasetId: input.dataset })),
  examples: reading
    .input(
      z.object({
        version: z.string(),
        split: z.enum(SPLITS).optional(),
        query: z.string().trim().max(200).optional(),
        cursor: z.int().nullish(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input }) =>
      listExamples(ctx.db, {
        projectId: ctx.projectId,
        datasetVersionId: input.version,
        split: input.split,
        query: input.query || undefined,
        cursor: input.cursor ?? null,
        limit: input.limit,
      }),
    ),
});
