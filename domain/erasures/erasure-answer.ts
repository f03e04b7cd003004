import { z } from "zod";

const named = z.object({ id: z.string(), name: z.string() });

export const erasureAnswer = z
  .object({
    id: z.string(),
    groupHash: z.string().describe("SHA-256 of project and group; the name itself is gone."),
    examples: z.number(),
    generations: z.number(),
    models: z.array(named).describe("Models that had learned from it."),
    reason: z.string(),
    erasedBy: z.string().nullable(),
    erasedAt: z.date(),
  })
  .meta({ id: "Erasure" });

const rows = z.array(named.extend({ examples: z.number() }));

export const erasurePreviewAnswer = z.object({
  groupKey: z.string(),
  examples: z.number(),
  texts: z.number().describe("Different texts among them."),
  datasets: rows,
  copies: rows.describe("Of those, rows of other datasets that are the same under another group's name."),
  sameSource: rows.describe("Rows of other groups with the same source; they stay unless `sameSource` is said."),
  generations: z.number(),
  runs: z.number().describe("Runs whose files hold it."),
  openRuns: z.array(named).describe("Runs that keep it from being erased: not ended, or not all delivered."),
  tables: z.number().describe("Tables that those runs logged; they go with the text."),
  models: z.array(named),
  cases: z.number().describe("Cases of reading rounds that are withdrawn; their texts, corrections and comments go."),
  campaigns: z.number().describe("Rounds that they are in."),
  imports: z.number().describe("Open imports, which end."),
});
