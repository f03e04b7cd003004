import { z } from "zod";
import { SPLITS } from "./dataset-types";

const count = z.int().min(0);

/** Counts on shared bins; `edges` has one more than each list of counts. */
const histogramSchema = z.object({
  /** `characters`, or `tokens` by the tokenizer named. */
  unit: z.enum(["characters", "tokens"]),
  tokenizer: z.string().nullable(),
  /** Rows counted; fewer than there are where they are many. */
  examined: count,
  edges: z.array(z.number()),
  counts: z.record(z.string(), z.array(count)),
  median: z.record(z.string(), z.number()),
  longest: z.record(z.string(), z.number()),
});

const pairSchema = z.object({
  /** Positions in the version, from 0. */
  positions: z.tuple([count, count]),
  splits: z.tuple([z.enum(SPLITS), z.enum(SPLITS)]),
  /** Share of three-word sequences that both have, estimated. */
  similarity: z.number(),
});

const duplicatesSchema = z.object({
  method: z.string(),
  threshold: z.number(),
  examined: count,
  /** Rows that stand again, letter for letter but for case and white space. */
  repeated: count,
  /** Rows nearly like another one of their own split. */
  within: z.partialRecord(z.enum(SPLITS), count),
  /** Rows of the second split nearly like one of the first. */
  across: z.array(z.object({ splits: z.tuple([z.enum(SPLITS), z.enum(SPLITS)]), rows: count })),
  pairs: z.array(pairSchema),
});

const findingSchema = z.object({
  rule: z.string(),
  title: z.string(),
  /** What the rule takes for a hit, in words. */
  looksFor: z.string(),
  rows: count,
  hits: z.array(z.object({ position: count, field: z.enum(["source", "reference"]), start: count, end: count })),
});

/** What was found in the rows of a version when it was read. */
export const versionFactsSchema = z.object({
  lengths: z.array(histogramSchema),
  duplicates: duplicatesSchema,
  findings: z.object({ examined: count, rules: z.array(findingSchema) }),
});

export type VersionFacts = z.infer<typeof versionFactsSchema>;
export type LengthHistogram = z.infer<typeof histogramSchema>;
export type Finding = z.infer<typeof findingSchema>;
