import { z } from "zod";
import { REVIEWER_KINDS } from "../campaigns/reviewers";

const id = z.string().min(1).max(64);

/** How a label of one side is known. */
export const settledBySchema = z.enum([
  /** Somebody settled what readers differed on. */
  "adjudication",
  /** Every reader said so. */
  "readers",
  /** More than half of the readers said so. */
  "majority",
  /** At least one reader said so. */
  "any",
  /** A correction holds what its writer takes for right. */
  "correction",
  /** An edit that departs from the source was made on purpose. */
  "edit",
  /** The rule of the recipe for answers that nobody marked. */
  "rule",
  /** A file said so. */
  "file",
  /** A person set it in the draft. */
  "person",
]);
export type SettledBy = z.infer<typeof settledBySchema>;

/** Where one side of a pair came from. */
export const sideSchema = z.strictObject({
  /** Null where nobody wrote it by a model that Assay knows. */
  generation: id.nullable(),
  case: id.nullable(),
  campaign: id.nullable(),
  /** Whose note it is: a model's short name; null where a person or a file wrote it. */
  arm: z.string().nullable(),
  label: settledBySchema,
});
export type PairSide = z.infer<typeof sideSchema>;

export const pairProvenanceSchema = z.strictObject({
  chosen: sideSchema,
  rejected: sideSchema,
  /** Who read: people, names of a file, simulations. Null where nobody did. */
  readers: z.enum(REVIEWER_KINDS).nullable(),
  reviewers: z.array(id),
  adjudications: z.array(id),
  /** Of a rewrite: the run that made it, and its edits as the run wrote them. */
  run: id.nullable(),
  edits: z.array(z.record(z.string(), z.unknown())),
  /** Texts or labels were changed by hand in the draft. */
  edited: z.boolean(),
});
export type PairProvenance = z.infer<typeof pairProvenanceSchema>;
