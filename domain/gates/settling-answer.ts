import { z } from "zod";
import { keptMarkSchema, VERDICTS } from "../assessments/mark";
import { CAMPAIGN_STATES } from "../campaigns/campaign-rules";
import { protocolSchema } from "../campaigns/protocol";

// What leaves for whoever settles a case, field by field: neither who read nor what wrote.

const span = z.strictObject({ start: z.int(), end: z.int() });
const { taxonomy, severities, inferenceAllowed, trueButAbsentIsError, instructions, omissions, corrections } =
  protocolSchema.shape;

export const blindReadingAnswer = z.strictObject({
  assessmentId: z.string(),
  /** A, B, … in an order that says nothing. */
  label: z.string(),
  verdict: z.enum(VERDICTS),
  marks: z.array(keptMarkSchema),
  corrected: z.string().nullable(),
  unsure: z.boolean(),
  comment: z.string(),
  reason: z.string().nullable(),
});

export const caseToSettleAnswer = z
  .strictObject({
    campaign: z.string(),
    title: z.string(),
    caseId: z.string(),
    section: z.string().nullable(),
    /** Whoever asks read it herself, so that somebody else settles it. */
    own: z.boolean(),
    /** Whoever asks is named in the round, so that her time without a settled case is counted too. */
    timed: z.boolean(),
    protocol: z.strictObject({
      taxonomy: taxonomy.unwrap(),
      severities: severities.unwrap(),
      inferenceAllowed: inferenceAllowed.unwrap(),
      trueButAbsentIsError: trueButAbsentIsError.unwrap(),
      instructions: instructions.unwrap(),
      omissions: omissions.unwrap(),
      corrections: corrections.unwrap(),
    }),
    note: z.strictObject({
      text: z.string(),
      digest: z.string(),
      sentences: z.array(z.strictObject({ ...span.shape, kind: z.enum(["sentence", "heading"]) })),
    }),
    source: z.strictObject({
      text: z.string(),
      digest: z.string(),
      turns: z.array(z.strictObject({ ...span.shape, speaker: z.string().optional() })),
    }),
    readings: z.array(blindReadingAnswer),
    settled: z
      .strictObject({
        version: z.int(),
        verdict: z.enum(VERDICTS),
        marks: z.array(keptMarkSchema),
        decisions: z.array(z.strictObject({ assessmentId: z.string(), markId: z.string(), kept: z.boolean() })),
        corrected: z.string().nullable(),
        reason: z.string(),
        by: z.string().nullable(),
        at: z.date(),
        /** A reading changed since: it was decided on another one. */
        stale: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: "CaseToSettle", description: "A case that readers differ on, with what they said and not who." });
export type CaseToSettle = z.infer<typeof caseToSettleAnswer>;

export const roundToSettleAnswer = z.strictObject({
  campaign: z.string(),
  title: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  /** Cases that readers differ on; null until the round is closed. */
  counts: z.strictObject({ open: z.int(), settled: z.int() }).nullable(),
});
export type RoundToSettle = z.infer<typeof roundToSettleAnswer>;
