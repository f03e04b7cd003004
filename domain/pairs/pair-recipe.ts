import { z } from "zod";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { SPLITS } from "../datasets/dataset-types";
import { PAIR_ORIGINS } from "./pair";

const id = z.string().min(1).max(64);
const ids = (most: number) =>
  z
    .array(id)
    .max(most)
    .overwrite((all) => [...new Set(all)])
    .default([]);

/** What becomes of a note that readers differ on and nobody settled. */
export const CONFLICT_RULES = ["leave-out", "majority", "any"] as const;
export type ConflictRule = (typeof CONFLICT_RULES)[number];

/** What becomes of a choice between two notes that nobody marked. */
export const UNMARKED_RULES = ["leave-out", "factual"] as const;

export const DEFAULT_PROMPT = "Write the {section} section of the clinical note for this conversation.\n\n{source}";

const template = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.includes("{source}"), "It has to hold {source}.")
    .nullable()
    .default(null);

/** What pairs are made of, and by which rules. */
export const pairRecipeSchema = z.strictObject({
  origins: z.array(z.enum(PAIR_ORIGINS)).min(1).max(PAIR_ORIGINS.length),
  /** Closed rounds, for corrections, generations and choices. */
  campaigns: ids(50),
  /** Finished runs of stage `rewrite`. */
  runs: ids(20),
  /** Preference versions whose pairs are taken as they are, and unpaired ones whose answers are joined by prompt. */
  versions: ids(20),
  /** Whose readings count; null: people before names of files before simulations. */
  readers: z.enum(REVIEWER_KINDS).nullable().default(null),
  conflicts: z.enum(CONFLICT_RULES).default("leave-out"),
  unmarkedChoices: z.enum(UNMARKED_RULES).default("leave-out"),
  /** Rewrites for each clean note, hallucinated answers for each factual one: of 1 every note has one, of 0.5 every other, of 2 each has two where there are two. */
  adversarialRatio: z.number().min(0).max(20).default(1),
  /** How a note's source becomes the prompt; null: as the run that wrote the note was asked. */
  prompt: template(4_000),
  /** The same for rewrites of a dataset's references, which no run wrote; null: the prompt of stage `generate`. */
  referencePrompt: template(10_000),
  /** Pairs of one prompt, at most. */
  pairsPerPrompt: z.int().min(1).max(50).default(1),
  /** Share of the patients or documents whose pairs only measure. */
  validationShare: z.number().min(0).max(0.5).default(0.1),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0),
  /** Its confirming notes are refused. */
  study: id.nullable().default(null),
  /** What measures: notes, patients and documents of these are refused. Without splits, of the whole version. */
  keepOut: z
    .array(z.strictObject({ version: id, splits: z.array(z.enum(SPLITS)).default([]) }))
    .max(20)
    .default([]),
});
export type PairRecipe = z.infer<typeof pairRecipeSchema>;
export type PairRecipeInput = z.input<typeof pairRecipeSchema>;

/** What was left out, and why: one sentence a reason, so that it can be shown as it is. */
export const pairExclusionSchema = z.object({
  reason: z.string(),
  remedy: z.string().nullable(),
  pairs: z.int().min(0),
});
export type PairExclusion = z.infer<typeof pairExclusionSchema>;
