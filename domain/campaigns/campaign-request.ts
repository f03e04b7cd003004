import { z } from "zod";
import { assessmentSchema } from "../assessments/mark";
import { designSchema } from "./design";
import { frameSourceSchema } from "./frame";
import { plantingSchema } from "./planting";
import { protocolSchema } from "./protocol";
import { givenProvenanceSchema, provenanceSchema } from "./provenance";
import { REVIEWER_ROLES } from "./reviewers";

export const campaignNameSchema = z.string().trim().min(1).max(120);

export const readerSchema = z.strictObject({
  userId: z.string().min(1).max(64),
  role: z.enum(REVIEWER_ROLES).default("reader"),
  /** What she can give; null counts as everybody else's mean. */
  hoursPerWeek: z.number().positive().max(168).nullable().default(null),
});
export type ReaderRequest = z.infer<typeof readerSchema>;

/** A case whose answer is known: for practice, or hidden among the others. */
export const controlSchema = z.strictObject({
  kind: z.enum(["practice", "planted", "clean"]),
  source: z.string().min(1).max(400_000),
  note: z.string().min(1).max(400_000),
  /** The second note of a choice; of anything else there is none. */
  otherNote: z.string().min(1).max(400_000).nullable().default(null),
  section: z.string().trim().max(120).nullable().default(null),
  exampleId: z.string().max(64).nullable().default(null),
  truth: assessmentSchema.pick({ verdict: true, marks: true }),
  provenance: givenProvenanceSchema,
});
export type ControlRequest = z.infer<typeof controlSchema>;

/** The same as it is kept: a rule may have planted it. */
export const knownAnswerSchema = controlSchema.extend({ provenance: provenanceSchema });
export type KnownAnswer = z.infer<typeof knownAnswerSchema>;

export const campaignRequestSchema = z.strictObject({
  /** For the team. */
  name: campaignNameSchema,
  /** What readers see; it must name no model. */
  title: campaignNameSchema,
  source: frameSourceSchema,
  protocol: protocolSchema.prefault({}),
  design: designSchema.prefault({}),
  readers: z.array(readerSchema).max(100).default([]),
  controls: z.array(controlSchema).max(2_000).default([]),
  /** Errors that a run of stage `rewrite` put into right notes, hidden among the cases. */
  planting: plantingSchema.nullable().default(null),
});
export type CampaignRequest = z.infer<typeof campaignRequestSchema>;
export type CampaignRequestInput = z.input<typeof campaignRequestSchema>;
