import { z } from "zod";

export const secretName = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]{0,63}$/,
    "A secret's name is that of a variable: capitals, digits and underscores, e.g. HF_TOKEN.",
  )
  .refine((name) => !name.startsWith("ASSAY_"), "Names that begin with ASSAY_ are Assay's own. Choose another.");

/** Shorter ones could not be told from ordinary words in a log, and would not be masked there. */
export const secretValue = z
  .string()
  .min(8, "A secret has at least 8 characters: a shorter one cannot be masked in logs.")
  .max(16_384, "A secret has at most 16,384 characters.")
  .refine((value) => !value.includes("\0"), "A variable cannot hold the character NUL.");
