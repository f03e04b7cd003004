import { z } from "zod";
import { FAMILY_NAMES } from "./edit-families";

const editSchema = z.strictObject({
  start: z.int().min(0),
  before: z.string().max(20_000),
  after: z.string().max(20_000),
});
const by = z.string().trim().min(1).max(200);

/** A note that the named people read against its source and found clean or marked. */
const settled = z.strictObject({ how: z.literal("settled"), by, why: z.string().max(1_000) });
/** A note that the named person took as clean, with what was changed in it, at places in the note as it was before. */
const edited = z.strictObject({ how: z.literal("edited"), by, edits: z.array(editSchema).min(1).max(20) });
/** Taken from what a run of stage `rewrite` made of a right note, with the families that its edits are of. */
const byRule = z.strictObject({
  how: z.literal("rule"),
  /** Whoever had it planted. */
  by,
  run: z.string().min(1).max(64),
  families: z.array(z.enum(FAMILY_NAMES)).min(1).max(20),
  seed: z.int(),
  edits: z.array(editSchema).min(1).max(20),
});

/** How people may say that they know the answer of a practice case or a control. */
export const givenProvenanceSchema = z.discriminatedUnion("how", [settled, edited]);
/** The same, or by a rule, which only the server takes from a run. */
export const provenanceSchema = z.discriminatedUnion("how", [settled, edited, byRule]);

export type Provenance = z.infer<typeof provenanceSchema>;
