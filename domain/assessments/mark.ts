import { z } from "zod";

/** UTF-16 offsets into the exact text whose digest the assessment names; end is behind the last. */
export const spanSchema = z
  .strictObject({ start: z.int().min(0), end: z.int().min(0) })
  .refine(({ start, end }) => start < end, "The end lies behind the start.");

export const markSchema = z.strictObject({
  /** Made by the reader's browser. */
  id: z.string().min(8).max(40),
  /** An error lies in the note; an omission is what the source says and the note does not. */
  kind: z.enum(["error", "omission"]),
  /** In the note for an error, in the source for an omission. */
  span: spanSchema,
  /** Of the protocol's taxonomy; null where it was not named yet. */
  type: z.string().max(40).nullable(),
  severity: z.string().max(40).nullable(),
  /** In the source: where it is contradicted; `none`: looked for and not there; null: not said. */
  evidence: z.union([z.array(spanSchema).min(1).max(50), z.literal("none")]).nullable(),
  comment: z.string().max(4_000),
});

/** As it is kept: what labels from elsewhere say of no place has an empty span at 0. */
export const keptMarkSchema = markSchema.extend({ span: z.strictObject({ start: z.int(), end: z.int() }) });

export type Span = z.infer<typeof spanSchema>;
export type Mark = z.infer<typeof markSchema>;

export const VERDICTS = ["clean", "marked", "cannot-judge", "first", "second", "tie"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How much better, in a side-by-side choice. */
export const STRENGTHS = ["slightly", "clearly", "much"] as const;

export const assessmentSchema = z.strictObject({
  /** `clean` and `marked`: of one note, also as a plain no and yes. `first`, `second`, `tie`: as shown to the reader. */
  verdict: z.enum(VERDICTS),
  marks: z.array(markSchema).max(2_000),
  corrected: z.string().nullable(),
  unsure: z.boolean(),
  comment: z.string().max(20_000),
  /** Why it cannot be judged, or why one side is better. */
  reason: z.string().max(4_000).nullable(),
  strength: z.enum(STRENGTHS).nullable(),
});
export type Assessment = z.infer<typeof assessmentSchema>;
