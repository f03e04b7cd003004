import { z } from "zod";
import { ITEM_PAIRS } from "./pair-notes";

export const SAMPLINGS = ["all", "random", "stratified"] as const;
export const STRATA = ["section", "length"] as const;
export const ASSIGNMENT_WAYS = ["fixed", "balanced", "queue"] as const;

const share = z.number().min(0).max(1);

/** How cases are drawn, who reads them, and what readers do not see. Everything random comes from the seed. */
export const designSchema = z.strictObject({
  seed: z.int().min(0).default(1),
  sampling: z
    .strictObject({
      how: z.enum(SAMPLINGS).default("all"),
      /** Cases drawn; null takes all. */
      size: z.int().min(1).max(1_000_000).nullable().default(null),
      strata: z.enum(STRATA).nullable().default(null),
      /** Stratum to how many times more likely than its share; the weights undo it in the rate. */
      oversample: z.record(z.string(), z.number().positive().max(100)).default({}),
    })
    .prefault({}),
  /** Of several arms side by side: how many pairs of them each source is shown with. */
  itemPairs: z.enum(ITEM_PAIRS).default("one"),
  /** Share of cases that two or more read. */
  overlap: share.default(0.3),
  readersOfOverlap: z.int().min(2).max(9).default(2),
  assignment: z.enum(ASSIGNMENT_WAYS).default("balanced"),
  /** Of a case that was pulled from the queue. */
  leaseMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(30),
  /** Cases at least between two arms of one note, and between a case and its repeat. */
  distance: z.int().min(0).max(10_000).default(20),
  /** Share of cases shown to the same reader twice. */
  repeats: share.default(0.05),
  /** Notes with a planted error, and clean ones, as shares of the cases. */
  planted: share.default(0),
  clean: share.default(0),
});

export type CampaignDesign = z.infer<typeof designSchema>;
