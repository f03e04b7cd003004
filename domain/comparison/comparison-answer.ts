import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { RUN_STATES } from "../runs/run-rules";
import { FIELD_GROUPS } from "./differing-fields";

const named = z.object({ id: z.string(), name: z.string() });

const verdictAnswer = z
  .object({
    judgement: z
      .enum(["better", "worse", "undecided", "unjudged", "refused"])
      .describe("`refused`: the two were measured in ways that cannot be set against each other."),
    headline: z.string(),
    evidence: z.string(),
  })
  .meta({ id: "Verdict" });

const comparisonAnswer = z
  .object({
    metric: z.string(),
    arm: z.string(),
    candidate: estimateAnswer,
    baseline: estimateAnswer,
    byItem: estimateAnswer
      .nullable()
      .describe("Candidate minus baseline over shared examples: these models, other notes."),
    bySeed: estimateAnswer.describe("Candidate minus baseline over trainings: these notes, other seeds."),
    replicates: z.array(
      z.object({ arm: z.string(), runId: z.string(), seed: z.number().nullable(), value: z.number() }),
    ),
    cautions: z.array(z.string()).describe("What must be known to read it."),
    verdict: verdictAnswer,
  })
  .meta({ id: "Comparison" });

const armRunAnswer = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  state: z.enum(RUN_STATES),
  replicate: z.object({ key: z.string(), seed: z.number().nullable(), trained: z.boolean() }),
  fingerprint: z.string().describe("Equal for runs that differ in nothing but their seeds."),
});

const armAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    runs: z.array(armRunAnswer),
    seeds: z.number(),
    evaluatedOn: z.array(
      z.object({
        runId: z.string(),
        evaluationId: z.string(),
        evaluateRun: named.extend({ settled: z.boolean() }),
        generationsRun: named,
        dataset: z.string(),
        splits: z.array(z.string()),
        examples: z.number(),
      }),
    ),
    costs: z.array(estimateAnswer).describe("Busy seconds, cost, memory, energy, speed."),
    onFront: z.boolean().nullable().describe("Whether no other arm reaches more for less."),
  })
  .meta({ id: "ComparedArm", description: "A run, or runs that differ by their seed alone." });

export const comparisonReportAnswer = z
  .object({
    project: z.string(),
    missing: z.array(z.string()).describe("Asked for and not in the project any more."),
    arms: z.array(armAnswer),
    baseline: z.string(),
    candidate: z.string().nullable(),
    folded: z.boolean(),
    foldable: z.boolean(),
    metrics: z.array(z.object({ id: z.string(), kind: z.enum(["score", "series"]), arms: z.number() })),
    metric: z.string().nullable(),
    verdict: verdictAnswer.describe("The first sentence."),
    leading: z.array(comparisonAnswer).describe("The metric, every other arm against the baseline."),
    table: z.array(comparisonAnswer).describe("All metrics, the candidate against the baseline."),
  })
  .meta({ id: "ComparisonReport" });

export const comparedExampleAnswer = z
  .object({
    exampleId: z.string(),
    position: z.number(),
    section: z.string().nullable(),
    source: z.string(),
    reference: z.string().nullable(),
    writings: z.array(
      z.object({
        evaluationId: z.string(),
        runId: z.string(),
        runName: z.string(),
        text: z.string().nullable(),
        finishReason: z.enum(["stop", "length", "error"]).nullable(),
        promptTokens: z.number().nullable(),
        completionTokens: z.number().nullable(),
        values: z.record(z.string(), z.number().nullable()),
      }),
    ),
  })
  .meta({ id: "ComparedExample", description: "What was read, what was expected, and what each side wrote." });

const fieldAnswer = z.object({
  group: z.enum(FIELD_GROUPS),
  key: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  values: z.array(z.string().nullable()).describe("In the order of the runs; null where a run does not have it."),
});

export const comparedFieldsAnswer = z
  .object({
    runs: z.array(named),
    rows: z.array(fieldAnswer).describe("What the runs differ in."),
    same: z.array(fieldAnswer).describe("What is the same in all."),
  })
  .meta({ id: "ComparedFields" });
