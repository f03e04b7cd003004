import { z } from "zod";
import { problemSchema } from "../api/problem";
import { filePreviewSchema } from "./file-preview";
import { importOptionsSchema } from "./import-options";
import { IMPORT_STATES } from "./import-rules";

const headAnswer = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  state: z.enum(IMPORT_STATES),
  progress: z
    .object({ phase: z.string(), done: z.number(), total: z.number(), rows: z.number() })
    .nullable()
    .describe("`total` is 0 while nobody knows it."),
  createdAt: z.date(),
});

export const importRowAnswer = headAnswer.meta({ id: "ImportRow" });

export const importAnswer = headAnswer
  .extend({
    options: importOptionsSchema,
    preview: filePreviewSchema.meta({ id: "FilePreview" }).nullable().describe("What would be stored, and what not."),
    failure: z.object({ message: z.string(), problems: z.array(problemSchema) }).nullable(),
    datasetVersionId: z.string().nullable(),
    datasetId: z.string().nullable(),
    existing: z.boolean().describe("The same rows were a version already; nothing was stored."),
    silent: z.boolean().describe("Whoever worked on it has died; it can be begun anew."),
  })
  .meta({ id: "Import" });

export const storedVersionAnswer = z
  .object({
    datasetId: z.string(),
    datasetVersionId: z.string(),
    number: z.number(),
    name: z.string().describe("Of the dataset; the one that is there, where the rows were there already."),
    rows: z.number(),
    type: z.string(),
    format: z.string(),
    existing: z.boolean().describe("The same rows were there already, and nothing was stored."),
    problems: z.array(z.object({ row: z.number(), line: z.number().nullable(), reason: z.string() })),
    problemCounts: z.array(z.object({ reason: z.string(), rows: z.number() })),
  })
  .meta({ id: "StoredVersion" });
