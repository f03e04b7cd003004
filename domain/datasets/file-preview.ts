import { z } from "zod";
import { labelSchema } from "../pairs/pair";
import { DATASET_TYPES, FIELDS, SPLITS } from "./dataset-types";
import { versionFactsSchema } from "./version-facts";

const count = z.int().min(0);

const columnSchema = z.object({
  name: z.string(),
  kind: z.enum(["text", "number", "mixed", "nested", "empty"]),
  /** How many of the first rows have it, of how many. */
  filled: count,
  of: count,
  samples: z.array(z.string()),
});

const mappingSchema = z.partialRecord(z.enum(FIELDS), z.string());

export const problemSchema = z.object({
  row: count,
  line: z.int().min(1).nullable().default(null),
  reason: z.string(),
});

const shownRowSchema = z.object({
  row: count,
  id: z.string(),
  group: z.string(),
  split: z.enum(SPLITS),
  section: z.string().nullable(),
  source: z.string(),
  reference: z.string().nullable(),
  /** Of pairs and judged answers. */
  pair: z
    .object({ rejected: z.string().nullable(), hChosen: labelSchema, hRejected: labelSchema.nullable() })
    .optional(),
});

/** What became of every record of a file under one mapping. */
const readingSchema = z.object({
  rows: count,
  rowsRead: count,
  bytes: count,
  splits: z.partialRecord(z.enum(SPLITS), count),
  groups: count,
  /** SHA-256 of the rows as JSONL, the way they are exported. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  problems: z.array(problemSchema),
  problemCounts: z.array(z.object({ reason: z.string(), rows: count })),
  /** Sentences on the whole file, which keep nothing from being stored. */
  warnings: z.array(z.string()).optional(),
  shown: z.array(shownRowSchema),
  facts: versionFactsSchema,
});

export const filePreviewSchema = z.object({
  kind: z.string(),
  format: z.string(),
  encoding: z.string(),
  /** An encoding that would read what this one cannot. */
  suggestedEncoding: z.string().nullable(),
  type: z.enum(DATASET_TYPES),
  typeGuessed: z.boolean(),
  columns: z.array(columnSchema),
  mapping: mappingSchema,
  mappingHow: z.enum(["given", "published", "named", "guessed"]),
  /** Needed fields without a column; nothing is read before they have one. */
  missing: z.array(z.enum(FIELDS)),
  reading: readingSchema.nullable(),
});

export type FilePreview = z.infer<typeof filePreviewSchema>;
export type FileReading = z.infer<typeof readingSchema>;
export type FileColumn = z.infer<typeof columnSchema>;
export type ColumnMapping = z.infer<typeof mappingSchema>;
export type RowProblem = z.infer<typeof problemSchema>;
