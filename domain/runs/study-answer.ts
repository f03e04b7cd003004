import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { STUDY_STATES } from "../studies/study-rules";
import { failureAnswer, progressAnswer } from "./run-answer";
import { RUN_STATES } from "./run-rules";

const studyRunAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    stage: z.string(),
    state: z.enum(RUN_STATES),
    progress: progressAnswer.nullable(),
    headline: z.record(z.string(), z.number().nullable()),
    failure: failureAnswer.nullable(),
    waitingFor: z.string().nullable(),
    startedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    busySeconds: z.number(),
  })
  .meta({ id: "StudyRun" });

export const studyRowAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.date(),
    launch: z
      .object({ state: z.enum(STUDY_STATES), outcome: z.string().nullable() })
      .nullable()
      .describe("Null where the study only groups runs."),
    runs: z.array(studyRunAnswer),
  })
  .meta({ id: "StudyRow" });

export const studyAnswer = studyRowAnswer
  .extend({
    edges: z.array(
      z.object({
        runId: z.string(),
        input: z.string(),
        fromRunId: z.string().nullable(),
        modelId: z.string().nullable(),
      }),
    ),
    estimates: z.array(
      z.object({
        runId: z.string(),
        kind: z.enum(["score", "difference"]),
        role: z.enum(["candidate", "baseline"]),
        generationsRunId: z.string(),
        estimate: estimateAnswer,
      }),
    ),
  })
  .meta({ id: "Study" });
