import { z } from "zod";
import { labelSchema } from "./pair";
import type { PairProvenance } from "./pair-provenance";

/** `undo` takes a change back, and can be taken back itself. */
export const PAIR_CHANGES = ["edit", "exclude", "include", "undo"] as const;
export type PairChangeKind = (typeof PAIR_CHANGES)[number];

/** What of a draft people may change; its prompt is what was asked. */
export const pairFieldsSchema = z.strictObject({
  chosen: z.string(),
  rejected: z.string(),
  hChosen: labelSchema,
  hRejected: labelSchema,
  flipped: z.boolean(),
  excludedReason: z.string().nullable(),
});
export type PairFields = z.infer<typeof pairFieldsSchema>;

/** A draft before a change: with its provenance, so that whoever takes the change back has that again, too. */
export type PairBefore = PairFields & { provenance?: PairProvenance | null };
