import { z } from "zod";
import { labelMappingSchema } from "./label-mapping";
import { labelStudioOptionsSchema } from "./label-studio/label-studio-options";

export const MOST_LABEL_BYTES = 64 * 2 ** 20;

/** How a file of labels is read: a table by its columns, or an export of Label Studio. */
export const labelReadingSchema = z.discriminatedUnion("format", [
  z.strictObject({ format: z.literal("table"), mapping: labelMappingSchema }),
  z.strictObject({ format: z.literal("label-studio"), options: labelStudioOptionsSchema }),
]);
export type LabelReading = z.infer<typeof labelReadingSchema>;

export const labelImportSchema = z.strictObject({
  /** For the team; the file's own where nothing is said. */
  name: z.string().trim().min(1).max(120),
  fileName: z.string().trim().min(1).max(255),
  /** The whole file. */
  text: z.string().min(1).max(MOST_LABEL_BYTES),
  reading: labelReadingSchema,
  /** A dataset version whose rows the labels are for; a label for anything else is refused. */
  version: z.string().min(1).max(64).nullable().default(null),
});
export type LabelImport = z.infer<typeof labelImportSchema>;

export const labelProblemAnswer = z.object({
  row: z.number().nullable().describe("As a person counts, with the header as row 1; null is the whole file."),
  column: z.string().nullable(),
  what: z.string(),
  remedy: z.string(),
});

export const labelCheckAnswer = z
  .object({
    rows: z.number(),
    items: z.number(),
    readers: z.array(z.string()),
    labels: z.number(),
    missing: z.number().describe("Cells without a label; they count in nothing."),
    positive: z.number(),
    cannotJudge: z.number(),
    marks: z.number().describe("With a place in the note."),
    withText: z.number().describe("Items whose note came along."),
    unit: z.enum(["note", "sentence"]),
    counted: z.enum(["row", "task"]),
    problemCount: z.number(),
    problems: z.array(labelProblemAnswer).describe("The first of them; nothing is stored while there is one."),
  })
  .meta({ id: "LabelCheck" });
export type LabelCheck = z.infer<typeof labelCheckAnswer>;

export const importedLabelsAnswer = z
  .object({
    id: z.string().describe("Of the closed campaign."),
    name: z.string(),
    items: z.number(),
    readers: z.number(),
    labels: z.number(),
    missing: z.number(),
  })
  .meta({ id: "ImportedLabels" });
