import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { countedPageOf } from "../api/list-answer";
import { loggedNumber } from "../api/loose-number";
import { RUN_ACTIONS, RUN_STATES } from "./run-rules";

const state = z.enum(RUN_STATES);

export const failureAnswer = z
  .object({
    fault: z.string().describe("Whose: config, data, memory, code, machine."),
    reason: z.string(),
    remedy: z.string().nullable(),
    field: z.string().nullable(),
    detail: z.string(),
  })
  .meta({ id: "RunFailure" });

export const progressAnswer = z
  .object({
    phase: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    unit: z.string(),
    ratePerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  })
  .meta({ id: "RunProgress" });

const inputAnswer = z
  .discriminatedUnion("kind", [
    z.object({
      name: z.string(),
      kind: z.literal("dataset"),
      id: z.string().describe("Of the version."),
      datasetId: z.string(),
      dataset: z.string(),
      version: z.number(),
    }),
    z.object({ name: z.string(), kind: z.literal("model"), id: z.string(), model: z.string() }),
    z.object({
      name: z.string(),
      kind: z.literal("run"),
      id: z.string(),
      run: z.string(),
      stage: z.string(),
      state,
      model: z.string().nullable(),
    }),
  ])
  .meta({ id: "RunInput" });

const resultAnswer = z
  .object({ score: estimateAnswer, difference: estimateAnswer.nullable(), evaluateRunId: z.string() })
  .meta({ id: "RunResult" });

export const runRowAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    stage: z.string(),
    state,
    seed: z.number().nullable(),
    tags: z.array(z.string()),
    note: z.string(),
    attempt: z.number().describe("0 before the first start."),
    priority: z.number(),
    progress: progressAnswer.nullable(),
    headline: z.record(z.string(), z.number().nullable()),
    failure: failureAnswer.nullable(),
    waitingFor: z.string().nullable(),
    cancelRequestedAt: z.date().nullable(),
    studyId: z.string().nullable(),
    createdAt: z.date(),
    queuedAt: z.date().nullable(),
    startedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    archivedAt: z.date().nullable(),
    busySeconds: z.number(),
    cost: z.number().nullable(),
    costCurrency: z.string().nullable(),
    executor: z.string(),
    hasCheckpoint: z.boolean(),
    inputs: z.array(inputAnswer),
    result: resultAnswer.nullable(),
    actions: z.array(z.enum(RUN_ACTIONS)).describe("What this run allows now."),
    cells: z
      .record(z.string(), z.union([loggedNumber, z.string(), z.null()]))
      .describe("Of the columns asked for, by column."),
  })
  .meta({ id: "RunRow" });

export const runPageAnswer = countedPageOf(runRowAnswer)
  .extend({
    all: z.number().describe("Runs of the project, archived ones aside."),
    asOf: z.date().describe("Give it back with the next page, and runs launched meanwhile move no rows."),
  })
  .meta({ id: "RunPage" });

export const runKeysAnswer = z
  .object({ config: z.array(z.string()), metrics: z.array(z.string()) })
  .meta({ id: "RunKeys" });

export const runAnswer = runRowAnswer
  .extend({
    givenConfig: z.record(z.string(), z.unknown()),
    resolvedConfig: z.record(z.string(), z.unknown()).nullable().describe("With every default filled in."),
    resumeFromStep: z.number().nullable(),
    clonedFromRunId: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdByName: z.string().nullable(),
    peakMemoryBytes: z.number().nullable(),
    peakDeviceMemoryBytes: z.number().nullable(),
    energyJoules: z.number().nullable(),
  })
  .meta({ id: "Run" });

export const launchedAnswer = z.object({ runId: z.string() }).meta({ id: "LaunchedRun" });

export const sweepAnswer = z
  .object({ runIds: z.array(z.string()), tag: z.string().describe("Of all its runs; filter by it.") })
  .meta({ id: "LaunchedSweep" });
export const runStateAnswer = z.object({ state }).meta({ id: "RunStateChange" });
export const resumedAnswer = z.object({ state, fromStep: z.number().nullable() }).meta({ id: "ResumedRun" });
export const archivedAnswer = z.object({ archived: z.boolean() }).meta({ id: "ArchivedRun" });

export const runCheckAnswer = z
  .object({
    checks: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["pass", "warn", "block"]),
        title: z.string(),
        detail: z.string(),
        remedy: z.string().nullable(),
        field: z.string().nullable(),
      }),
    ),
    estimates: z.record(z.string(), z.json()).describe("Memory, tokens, time: what the stage foresees."),
  })
  .meta({ id: "RunCheck", description: "What would go wrong; a `block` refuses the launch." });
