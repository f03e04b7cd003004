import { z } from "zod";
import { UNITS } from "../../campaigns/protocol";

const name = z.string().min(1).max(200);

/** How a file of Label Studio is read. */
export const labelStudioOptionsSchema = z.strictObject({
  /** Keys of `data`; the usual names where none is given. */
  note: name.optional(),
  source: name.optional(),
  unit: z.enum(UNITS).default("note"),
  /** Choices that say "there is an error". */
  positive: z.array(name).max(50).default([]),
  negative: z.array(name).max(50).default([]),
  /** The name of the control that gives the verdict, where a task has several of choices. */
  verdict: name.optional(),
  /** Who counts as a reader: people who annotated, or the versions that predictions name. */
  readers: z.enum(["annotations", "predictions"]).default("annotations"),
});
export type LabelStudioOptions = z.infer<typeof labelStudioOptionsSchema>;
