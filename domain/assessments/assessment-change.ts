import { z } from "zod";
import { markSchema, STRENGTHS, VERDICTS } from "./mark";

/** The database keeps clocks in 32 bits; nobody does so much to one case. */
const MOST_CLOCK = 2 ** 31 - 1;
/** Printable ASCII. */
const PLAIN = /^[\x20-\x7e]+$/;

const bodySchema = z.discriminatedUnion("kind", [
  /** Adds a mark or replaces it whole; the newest of one id counts. */
  z.strictObject({ kind: z.literal("mark"), mark: markSchema }),
  z.strictObject({ kind: z.literal("unmark"), markId: z.string().min(8).max(40) }),
  z.strictObject({ kind: z.literal("correct"), corrected: z.string().max(400_000).nullable() }),
  z.strictObject({ kind: z.literal("unsure"), unsure: z.boolean() }),
  z.strictObject({ kind: z.literal("comment"), comment: z.string().max(20_000) }),
  z.strictObject({
    kind: z.literal("verdict"),
    /** Null takes a verdict back. */
    verdict: z.enum(VERDICTS).nullable(),
    reason: z.string().max(4_000).nullable(),
    strength: z.enum(STRENGTHS).nullable(),
  }),
]);

/**
 * One thing that a reader did to a case. Changes are only ever added: an undo is a change back. `clock` is Lamport's:
 * one more than the highest that its browser has seen of this assignment, so that two tabs and a late delivery settle
 * to the same answer in whatever order they arrive.
 */
export const assessmentChangeSchema = z.strictObject({
  id: z.string().min(8).max(40).regex(PLAIN),
  assignmentId: z.string().min(1).max(40).regex(PLAIN),
  clock: z.int().min(1).max(MOST_CLOCK),
  /** By the browser's clock. */
  madeAt: z.iso.datetime().refine((at) => !at.startsWith("0000"), "No calendar of the database begins so early."),
  /** With the page in focus, since the change before; counted into the reader's time. */
  seconds: z.number().min(0).max(86_400),
  /** SHA-256 of the note's text that the offsets point into. */
  noteDigest: z.string().regex(/^[0-9a-f]{64}$/),
  hintsShown: z.boolean(),
  body: bodySchema,
});

export type AssessmentChange = z.infer<typeof assessmentChangeSchema>;
export type ChangeBody = AssessmentChange["body"];
