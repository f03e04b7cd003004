import { z } from "zod";
import { labelSchema } from "./pair";

/** What people may do to a draft. */
export const draftEditSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("edit"),
    chosen: z.string().max(400_000),
    rejected: z.string().max(400_000),
    hChosen: labelSchema,
    hRejected: labelSchema,
    reason: z.string().trim().min(3).max(500),
  }),
  z.strictObject({ kind: z.literal("exclude"), reason: z.string().trim().min(3).max(500) }),
  z.strictObject({ kind: z.literal("include"), reason: z.string().trim().max(500).default("") }),
  /** Takes a change back, if nothing was changed after it. */
  z.strictObject({ kind: z.literal("undo"), change: z.string().min(1).max(64) }),
]);
export type DraftEdit = z.infer<typeof draftEditSchema>;
