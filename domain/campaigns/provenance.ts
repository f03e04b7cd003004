import { z } from "zod";

/** How anybody knows the answer of a practice case or a control: an edit that was recorded, or people who settled it. */
export const provenanceSchema = z.discriminatedUnion("how", [
  /** A note that the named people read against its source and found clean or marked. */
  z.strictObject({ how: z.literal("settled"), by: z.string().trim().min(1).max(200), why: z.string().max(1_000) }),
  /** A note that the named person took as clean, with what was changed in it. */
  z.strictObject({
    how: z.literal("edited"),
    by: z.string().trim().min(1).max(200),
    /** Places in the note as it was before. */
    edits: z
      .array(z.strictObject({ start: z.int().min(0), before: z.string().max(20_000), after: z.string().max(20_000) }))
      .min(1)
      .max(20),
  }),
]);

export type Provenance = z.infer<typeof provenanceSchema>;
