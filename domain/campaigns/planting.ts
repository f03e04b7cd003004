import { z } from "zod";
import { FAMILY_NAMES } from "./edit-families";

/** "Plant errors by rule": of which run, of which families, in how large a share of the cases, drawn by which seed. */
export const plantingSchema = z.strictObject({
  /** A finished run of stage `rewrite`. */
  run: z.string().min(1).max(64),
  families: z
    .array(z.enum(FAMILY_NAMES))
    .min(1)
    .max(FAMILY_NAMES.length)
    .default([...FAMILY_NAMES]),
  /** Of the cases that are read for the rate. */
  share: z.number().gt(0).max(0.5).default(0.1),
  seed: z.int().min(0).max(2_147_483_647).default(1),
});
export type Planting = z.infer<typeof plantingSchema>;
export type PlantingInput = z.input<typeof plantingSchema>;
