import { z } from "zod";
import { pairExclusionSchema, pairRecipeSchema } from "./pair-recipe";

/** What a version of pairs says of where it comes from. */
export const pairSetOriginSchema = z.object({
  id: z.string(),
  name: z.string(),
  recipe: pairRecipeSchema,
  exclusions: z.array(pairExclusionSchema),
  /** Left out by people. */
  excludedByHand: z.int(),
  edited: z.int(),
  /** Different ones behind all pairs together. */
  assessments: z.int(),
});
export type PairSetOrigin = z.infer<typeof pairSetOriginSchema>;
