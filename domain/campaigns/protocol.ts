import { z } from "zod";
import { FOUR_TYPES, taxonomySchema } from "./taxonomy";

export const MODES = ["marks", "yes-no", "side-by-side"] as const;
export const UNITS = ["note", "sentence"] as const;
export type ReviewMode = (typeof MODES)[number];
export type ReviewUnit = (typeof UNITS)[number];

export const REQUIRED_FIELDS = ["type", "severity", "evidence", "comment"] as const;

const severitySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: z.string().trim().min(1).max(40),
  description: z.string().trim().max(400).default(""),
  /** Counts as major in the guard of the gate and in "major" rates. */
  major: z.boolean(),
});

const exampleSchema = z.strictObject({
  kind: z.enum(["positive", "negative"]),
  source: z.string().max(2_000),
  note: z.string().max(2_000),
  why: z.string().max(1_000),
});

export const protocolSchema = z.strictObject({
  mode: z.enum(MODES).default("marks"),
  /** What the rate counts. */
  unit: z.enum(UNITS).default("note"),
  /** May a reader accept what a clinician would infer from the source? */
  inferenceAllowed: z.boolean().default(false),
  /** Is what is true, but not in the source, an error? */
  trueButAbsentIsError: z.boolean().default(true),
  taxonomy: taxonomySchema.default(FOUR_TYPES),
  /** From the mildest to the worst. */
  severities: z
    .array(severitySchema)
    .min(1)
    .max(9)
    .default([
      { id: "minor", label: "Minor", description: "Would change neither diagnosis nor management.", major: false },
      { id: "major", label: "Major", description: "Could change diagnosis or management if uncorrected.", major: true },
    ]),
  omissions: z.boolean().default(true),
  corrections: z.boolean().default(true),
  /** Numbers, drugs and negations that the source does not hold, shown to the reader; recorded with the assessment. */
  hints: z.boolean().default(false),
  required: z.array(z.enum(REQUIRED_FIELDS)).default(["type", "severity"]),
  instructions: z.string().max(20_000).default(""),
  examples: z.array(exampleSchema).max(20).default([]),
  /** Settled cases with feedback before the first real one; the share to get right. */
  practice: z
    .strictObject({ cases: z.int().min(1).max(20), passMark: z.number().min(0).max(1) })
    .nullable()
    .default(null),
});

export type Protocol = z.infer<typeof protocolSchema>;
