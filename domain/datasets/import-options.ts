import { z } from "zod";
import { FIELDS, IMPORTABLE_TYPES, SPLITS } from "./dataset-types";

export const ENCODINGS = ["utf-8", "windows-1252", "utf-16"] as const;

export const WITHOUT_LABELS = ["equal", "opposite", "leave-out"] as const;

/** How a file is to be read; what is left out is guessed and shown. */
export const importOptionsSchema = z.object({
  type: z.enum(IMPORTABLE_TYPES).optional(),
  columns: z.partialRecord(z.enum(FIELDS), z.string().min(1).max(300)).optional(),
  split: z.enum(SPLITS).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
  /** What pairs without labels are: (0, 0), (0, 1), or no pairs. */
  withoutLabels: z.enum(WITHOUT_LABELS).optional(),
  /** Rows nearly alike are kept in one split. */
  keepAlike: z.boolean().optional(),
});

export type ImportOptions = z.infer<typeof importOptionsSchema>;
