import { z } from "zod";
import { CAMPAIGN_STATES } from "../campaigns/campaign-rules";
import { MODES, protocolSchema, UNITS } from "../campaigns/protocol";
import { assessmentChangeSchema } from "./assessment-change";
import { markSchema, VERDICTS } from "./mark";

// What leaves for a reader, field by field: a field that is not named here cannot leave, and makes the answer fail.

const span = z.strictObject({ start: z.int(), end: z.int() });
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const practiceSchema = z.strictObject({
  needed: z.boolean(),
  passed: z.boolean(),
  done: z.int(),
  total: z.int(),
  passMark: z.number().nullable(),
  /** Share that was right, once all were answered. */
  score: z.number().nullable(),
});

export const roundSummaryAnswer = z
  .strictObject({
    campaign: z.string(),
    title: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    mode: z.enum(MODES),
    done: z.int(),
    total: z.int(),
    practice: practiceSchema,
  })
  .meta({ id: "ReviewRound" });
export type RoundSummary = z.infer<typeof roundSummaryAnswer>;

const { mode, inferenceAllowed, trueButAbsentIsError, taxonomy, severities, omissions, corrections, hints } =
  protocolSchema.shape;
const { required, instructions, examples } = protocolSchema.shape;

export const roundAnswer = z
  .strictObject({
    ...roundSummaryAnswer.shape,
    protocol: z.strictObject({
      mode: mode.unwrap(),
      unit: z.enum(UNITS),
      inferenceAllowed: inferenceAllowed.unwrap(),
      trueButAbsentIsError: trueButAbsentIsError.unwrap(),
      taxonomy: taxonomy.unwrap(),
      severities: severities.unwrap(),
      omissions: omissions.unwrap(),
      corrections: corrections.unwrap(),
      hints: hints.unwrap(),
      required: required.unwrap(),
      instructions: instructions.unwrap(),
      examples: examples.unwrap(),
    }),
    /** Cases are pulled from a shared queue, and held for so many minutes after the last save. */
    leaseMinutes: z.int().nullable(),
  })
  .meta({ id: "ReviewRoundProtocol" });
export type Round = z.infer<typeof roundAnswer>;

const noteSchema = z.strictObject({
  text: z.string(),
  digest,
  sentences: z.array(z.strictObject({ ...span.shape, kind: z.enum(["sentence", "heading"]) })),
});

export const reviewHintSchema = z.strictObject({ ...span.shape, kind: z.enum(["number", "drug", "negation"]) });
export type ReviewHint = z.infer<typeof reviewHintSchema>;

export const ASSIGNMENT_STATES = ["open", "submitted", "released"] as const;

export const reviewCaseAnswer = z
  .strictObject({
    assignmentId: z.string(),
    practice: z.boolean(),
    /** Place in the reader's own order, from 1. */
    position: z.int(),
    total: z.int(),
    /** In a side-by-side choice the one that stands first. */
    note: noteSchema,
    otherNote: noteSchema.nullable(),
    source: z.strictObject({
      text: z.string(),
      digest,
      turns: z.array(z.strictObject({ ...span.shape, speaker: z.string().optional() })),
    }),
    section: z.string().nullable(),
    changes: z.array(assessmentChangeSchema),
    state: z.enum(ASSIGNMENT_STATES),
    /** Null where the case is this reader's for good. */
    leasedUntil: z.date().nullable(),
    /** Where the protocol turns them on. */
    hints: z.array(reviewHintSchema).optional(),
  })
  .meta({ id: "ReviewCase" });
export type ReviewCase = z.infer<typeof reviewCaseAnswer>;

export const nextCasesAnswer = z
  .strictObject({
    cases: z.array(reviewCaseAnswer),
    /** Why there are no more: all done, paused, closed, everything held by others, practice to pass again. */
    none: z.enum(["done", "paused", "closed", "held", "practice-failed"]).nullable(),
  })
  .meta({ id: "NextReviewCases" });
export type NextCases = z.infer<typeof nextCasesAnswer>;

export const earlierCaseAnswer = z
  .strictObject({
    assignmentId: z.string(),
    practice: z.boolean(),
    position: z.int(),
    state: z.enum(ASSIGNMENT_STATES),
    verdict: z.enum(VERDICTS).nullable(),
    unsure: z.boolean(),
    marks: z.int(),
  })
  .meta({ id: "EarlierReviewCase" });
export type EarlierCase = z.infer<typeof earlierCaseAnswer>;

export const missingSchema = z.strictObject({
  markId: z.string().nullable(),
  field: z.enum(["mark", "verdict", "type", "severity", "evidence", "comment", "reason"]),
});

export const savedAnswer = z
  .strictObject({
    /** Stored now or before; nobody needs to keep them any longer. */
    acknowledged: z.array(z.string()),
    refused: z.array(z.strictObject({ id: z.string(), reason: z.string(), remedy: z.string() })),
    states: z.array(
      z.strictObject({
        assignmentId: z.string(),
        state: z.enum(ASSIGNMENT_STATES),
        /** It came after the round closed, the reader left or the lease was lost: kept, counted, told apart. */
        late: z.boolean(),
        /** What the verdict waits for; empty where there is none, or nothing. */
        missing: z.array(missingSchema),
      }),
    ),
  })
  .meta({ id: "SavedReview" });
export type Saved = z.infer<typeof savedAnswer>;

export const practiceFeedbackAnswer = z
  .strictObject({
    right: z.boolean(),
    settled: z.strictObject({ verdict: z.enum(VERDICTS), marks: z.array(markSchema) }),
    /** As whoever settled it wrote it; empty where nothing was written. */
    why: z.string(),
    found: z.array(z.string()),
    missed: z.array(z.string()),
    extra: z.array(z.string()),
    named: z.array(
      z.strictObject({ markId: z.string(), settledId: z.string(), type: z.boolean(), severity: z.boolean() }),
    ),
    practice: practiceSchema,
  })
  .meta({ id: "PracticeFeedback" });
export type PracticeFeedbackAnswer = z.infer<typeof practiceFeedbackAnswer>;
