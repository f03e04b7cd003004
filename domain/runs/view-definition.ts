import { z } from "zod";
import { NARROWEST_COLUMN, WIDEST_COLUMN } from "./column-width";

const MOST_COLUMNS = 60;

/** A column of the table: `name`, `config.learningRate`, `metric.train/loss:min`. */
export const columnChoiceSchema = z.object({
  id: z.string().min(1).max(300),
  /** Pixels; the column's own width where it is not given. */
  width: z.int().min(NARROWEST_COLUMN).max(WIDEST_COLUMN).optional(),
  /** Stays at the left edge while the others scroll. */
  pinned: z.boolean().optional(),
});
export type ColumnChoice = z.infer<typeof columnChoiceSchema>;

/** Everything that decides what a table of runs shows. */
export const viewDefinitionSchema = z.object({
  filter: z.string().max(2_000).default(""),
  /** `metric.train/loss.asc`; empty for the newest first. */
  sort: z.string().max(320).default(""),
  /** Columns whose equal values make one row; empty for a row a run. */
  group: z.array(z.string().min(1).max(300)).max(5).default([]),
  columns: z.array(columnChoiceSchema).max(MOST_COLUMNS),
});
export type ViewDefinition = z.infer<typeof viewDefinitionSchema>;

export const viewNameSchema = z.string().trim().min(1).max(80);
