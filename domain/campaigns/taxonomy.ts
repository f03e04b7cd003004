import { z } from "zod";

const typeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower case letters, digits and _"),
  label: z.string().trim().min(1).max(40),
  description: z.string().trim().max(400),
});

export const taxonomySchema = z
  .strictObject({
    /** With its version: `creola@1`, `document4@1`, or `own@1`. */
    id: z.string().regex(/^[a-z0-9_]+@\d+$/),
    types: z.array(typeSchema).min(1).max(9),
  })
  .refine(({ types }) => new Set(types.map(({ id }) => id)).size === types.length, "Two types have the same id.");

export type Taxonomy = z.infer<typeof taxonomySchema>;
export type ErrorType = z.infer<typeof typeSchema>;

/** Asgari et al., npj Digital Medicine 2025;8:274. */
export const CREOLA: Taxonomy = {
  id: "creola@1",
  types: [
    { id: "fabrication", label: "Fabrication", description: "Said nowhere in the source." },
    { id: "negation", label: "Negation", description: "Denies what the source affirms, or the reverse." },
    { id: "causality", label: "Causality", description: "Claims a cause or a reason that the source does not give." },
    {
      id: "contextual",
      label: "Contextual",
      description: "Mixes up what belongs to another topic, time or person of the source.",
    },
  ],
};

export const FOUR_TYPES: Taxonomy = {
  id: "four_types@1",
  types: [
    { id: "fabricated", label: "Fabricated", description: "Information that the source does not hold at all." },
    {
      id: "incorrect_inference",
      label: "Wrong inference",
      description: "A conclusion that the source does not allow.",
    },
    { id: "contradiction", label: "Contradicts", description: "The source says the opposite." },
    {
      id: "unsupported_detail",
      label: "Unsupported detail",
      description: "A true matter with a dose, number, side, time or name that the source does not give.",
    },
  ],
};

export const TAXONOMIES: readonly Taxonomy[] = [CREOLA, FOUR_TYPES];
