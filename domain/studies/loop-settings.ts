import { z } from "zod";
import { readerSchema } from "../campaigns/campaign-request";
import { designSchema } from "../campaigns/design";
import { protocolSchema } from "../campaigns/protocol";
import { simulatedSkillSchema } from "../campaigns/simulated-reader";
import { SPLITS } from "../datasets/dataset-types";
import { gateRuleSchema } from "../gates/gate-rule";
import { pairRecipeSchema } from "../pairs/pair-recipe";
import { MOST_SEED } from "../runs/seed";

const id = z.string().min(1).max(64);
const seed = z.int().min(0).max(MOST_SEED);
const config = z.record(z.string(), z.unknown()).default({});
/** Notes written at most, drawn by the seed; null writes for all. */
const most = z.int().min(2).max(100_000).nullable().default(null);

export const studyReadersSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("people"), people: z.array(readerSchema).min(1).max(100) }),
  /** Of notes about simulated patients alone, whose facts are known. */
  z.strictObject({
    kind: z.literal("simulated"),
    skills: z.array(simulatedSkillSchema).min(1).max(9),
    seed: z.int().min(0).default(1),
  }),
]);
export type StudyReaders = z.infer<typeof studyReadersSchema>;

/** What becomes of a study whose gate cannot tell pass from fail. */
export const UNDECIDED_WAYS = ["wait", "go-on"] as const;

const recipe = pairRecipeSchema.omit({ campaigns: true, runs: true, versions: true, study: true, keepOut: true });

export const clinicalLoopSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** A version of type notes; it trains, and its held-out notes are written for. */
  notesVersionId: id,
  /** Of the registry; null takes the one that Assay brings along. */
  modelId: id.nullable().default(null),
  /** Draws roles, notes and everything else that is not said apart. */
  seed: seed.default(1),
  /** Share of the held-out patients or documents whose marks make pairs; the others confirm. */
  harvestShare: z.number().gt(0).lt(1).default(0.5),
  /** Splits that no training reads. */
  heldOut: z
    .array(z.enum(SPLITS).exclude(["train"]))
    .min(1)
    .default(["test"]),
  harvestNotes: most,
  confirmNotes: most,
  /** Null begins with the model as it is. */
  sft: z
    .strictObject({
      config,
      /** The model as it was writes the confirming notes, too, and scores say what fine-tuning gave. */
      compare: z.boolean().default(false),
    })
    .nullable()
    .prefault({}),
  generate: z
    .strictObject({
      config,
      /** Notes for each harvested source: the first greedy, the others sampled, so that a clean and a wrong one can meet. */
      samples: z.int().min(1).max(5).default(1),
      temperature: z.number().gt(0).max(2).default(0.8),
    })
    .prefault({}),
  readers: studyReadersSchema,
  /** What readers see above the notes; it must name no model. */
  title: z.string().trim().min(1).max(120).default("Clinical notes"),
  protocol: protocolSchema.prefault({}),
  design: designSchema.omit({ seed: true, sampling: true }).prefault({ overlap: 0, repeats: 0 }),
  rule: gateRuleSchema.omit({ arm: true }).prefault({}),
  /** Whether a gate moves on by a signature alone; rounds that people read always do. */
  signature: z.boolean().default(false),
  whenUndecided: z.enum(UNDECIDED_WAYS).default("wait"),
  pairs: z
    .strictObject({
      recipe: recipe.prefault({ origins: ["correction", "generations"] }),
      /** Wrong rewrites of the harvested notes' references. */
      rewrite: z.strictObject({ config }).nullable().default(null),
      /** The study waits until a person has looked through the pairs and frozen them. */
      look: z.boolean().default(false),
    })
    .prefault({}),
  training: z
    .strictObject({
      stage: z.enum(["fdpo", "dpo"]).default("fdpo"),
      /** Δ in logit units; `dpo` has none. */
      deltas: z.array(z.number().min(0).max(1_000)).min(1).max(20).default([10]),
      seeds: z.array(seed).min(1).max(10).default([1]),
      /** The Δ whose models are read again; chosen now, so that it is not chosen by its result. Null: the first. */
      confirmDelta: z.number().min(0).max(1_000).nullable().default(null),
      epochs: z.int().min(1).max(20).default(2),
      /** How often one more epoch is trained where the second gate still fails. */
      moreEpochs: z.int().min(0).max(3).default(1),
      config,
    })
    .prefault({}),
});

export type ClinicalLoop = z.infer<typeof clinicalLoopSchema>;
export type ClinicalLoopInput = z.input<typeof clinicalLoopSchema>;
