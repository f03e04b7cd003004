import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { BUCKETS } from "./pair-record";

const split = z.enum(["train", "validation"]);
const bucket = z.enum(BUCKETS).describe("Labels of the chosen and the rejected side; 1 is hallucinated.");

const estimates = z.object({
  margin: estimateAnswer.describe("Mean of m, in nats."),
  marginPerToken: estimateAnswer.describe("Of log-probabilities for each token."),
  accuracy: estimateAnswer.describe("Share of the pairs with m above 0; a tie is wrong."),
  belowThreshold: estimateAnswer.describe("Share of the pairs that have not reached the line of Δ."),
  fullPush: estimateAnswer.describe("Share of the pairs pushed with at least 0.95 of the greatest weight."),
  lengthCorrelation: estimateAnswer.describe("Pearson’s r of the margin with how much longer the chosen side is."),
  lengthDifference: estimateAnswer.describe("Tokens by which the chosen side is longer."),
});

const side = z.object({
  pairs: z.number(),
  counts: z.array(z.number()).describe("Pairs in each bin."),
  ecdf: z.array(z.object({ margin: z.number(), share: z.number() })),
  lengths: z
    .array(z.object({ longer: z.number(), margin: z.number() }))
    .describe("Tokens by which the chosen side is longer, and the margin; of many pairs, 400 at even places."),
  estimates,
});

export const marginsAnswer = z
  .object({
    run: z.object({ id: z.string(), name: z.string(), stage: z.string() }),
    loss: z.object({ loss: z.string(), beta: z.number().nullable(), delta: z.number() }),
    threshold: z.number().nullable().describe("Where in m the loss draws its line for pairs (0,1)."),
    steps: z.array(z.object({ split, step: z.number(), delta: z.number(), pairs: z.number() })),
    split: split.nullable().describe("Null while the run has recorded no pair."),
    beforeStep: z.number().nullable(),
    afterStep: z.number().nullable(),
    bins: z.array(z.object({ low: z.number(), high: z.number() })),
    buckets: z.array(z.object({ bucket, before: side.nullable(), after: side })),
    bands: z
      .array(z.object({ bucket, step: z.number(), pairs: z.number(), quantiles: z.array(z.number()) }))
      .describe("Quantiles 0.05, 0.25, 0.5, 0.75 and 0.95 of the margin at each step."),
  })
  .meta({ id: "Margins", description: "How far a preference training has parted chosen from rejected, pair by pair." });

const sweptBucket = z.object({
  bucket,
  pairs: z.number(),
  counts: z.array(z.number()),
  ...estimates.pick({ margin: true, accuracy: true, belowThreshold: true, fullPush: true }).shape,
});

const readBy = z
  .object({ kind: z.string().describe("People, files or simulations; never mixed."), campaign: z.string() })
  .describe("Whose readings, in which round.");

export const sweepAnswer = z
  .object({
    split,
    bins: z.array(z.object({ low: z.number(), high: z.number() })).describe("Shared by all runs."),
    runs: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.string(),
        seed: z.number().nullable(),
        modelId: z.string().nullable(),
        model: z.string(),
        step: z.number(),
        loss: z.string(),
        beta: z.number().nullable(),
        delta: z.number(),
        threshold: z.number().nullable(),
        buckets: z.array(sweptBucket),
        settings: z
          .record(z.string(), z.string())
          .describe("In which the trainings differ, beside Δ, β, loss and seed."),
        outcome: z
          .object({
            hallucination: estimateAnswer,
            hallucinationBy: readBy.nullable(),
            winRate: estimateAnswer,
            winRateBy: readBy.extend({ against: z.string() }).nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "MarginSweep", description: "Trainings on the same pairs, at the last step each recorded." });

const measuredPair = z.object({
  pair: z.string(),
  bucket,
  margin: z.number().describe("m, in nats."),
  logpChosen: z.number().describe("Sum over completion tokens, in nats."),
  logpRejected: z.number(),
  referenceChosen: z.number(),
  referenceRejected: z.number(),
  tokensChosen: z.number(),
  tokensRejected: z.number(),
  flipped: z.boolean(),
});

export const marginPairAnswer = measuredPair
  .extend({
    section: z.string().nullable(),
    chosen: z.string().nullable().describe("Null where the pair is no example here, or was erased."),
    rejected: z.string().nullable(),
  })
  .meta({ id: "MarginPair" });

export const marginPairStepsAnswer = z
  .object({
    pair: z.string(),
    section: z.string().nullable(),
    prompt: z.string().nullable(),
    chosen: z.string().nullable(),
    rejected: z.string().nullable(),
    origin: z.string().nullable(),
    steps: z.array(measuredPair.extend({ step: z.number() })),
  })
  .meta({ id: "MarginPairSteps" });
