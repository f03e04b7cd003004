import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";

const named = z.object({ id: z.string(), name: z.string() });
const role = z.enum(["candidate", "baseline"]);
const finishReason = z.enum(["stop", "length", "error"]);

export const evaluationAnswer = z
  .object({
    evaluationId: z.string(),
    role,
    generationsRun: named,
    model: named.extend({ trainingRun: named.extend({ seed: z.number().nullable() }).nullable() }).nullable(),
    examples: z.number(),
    scores: z.array(estimateAnswer),
    differences: z.array(estimateAnswer).describe("Candidate minus baseline on shared examples."),
  })
  .meta({ id: "Evaluation" });

export const evaluatedExampleAnswer = z
  .object({
    exampleId: z.string(),
    position: z.number(),
    section: z.string().nullable(),
    candidate: z.number().nullable(),
    baseline: z.number().nullable(),
    difference: z.number().nullable(),
  })
  .meta({ id: "EvaluatedExample" });

export const exampleSidesAnswer = z
  .object({
    exampleId: z.string(),
    position: z.number(),
    section: z.string().nullable(),
    source: z.string(),
    reference: z.string().nullable(),
    sides: z.array(
      z.object({
        role,
        text: z.string().nullable(),
        finishReason: finishReason.nullable(),
        promptTokens: z.number().nullable(),
        completionTokens: z.number().nullable(),
        values: z.record(z.string(), z.number().nullable()),
      }),
    ),
  })
  .meta({ id: "ExampleSides" });

const perSide = z.object({ candidate: z.number(), baseline: z.number() });

export const distributionAnswer = z
  .object({
    bins: z.array(perSide.extend({ low: z.number(), high: z.number() })),
    undefinedValues: perSide,
  })
  .meta({ id: "Distribution" });

export const generationAnswer = z
  .object({
    id: z.string(),
    exampleId: z.string(),
    position: z.number(),
    section: z.string().nullable(),
    source: z.string(),
    reference: z.string().nullable(),
    text: z.string(),
    finishReason,
    promptTokens: z.number(),
    completionTokens: z.number(),
    seconds: z.number(),
  })
  .meta({ id: "Generation" });
