import { z } from "zod";
import { failureAnswer } from "./run-answer";

export const attemptAnswer = z
  .object({
    attempt: z.number(),
    device: z.string(),
    resumedFromStep: z.number().nullable(),
    startedAt: z.date(),
    lastBeatAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    host: z.string().nullable(),
    supervisorPid: z.number().nullable(),
    versions: z.record(z.string(), z.string()).nullable(),
    devices: z.array(z.object({ kind: z.string(), name: z.string(), memoryBytes: z.number().nullable() })).nullable(),
    outcome: z.enum(["completed", "stopped", "failed", "lost"]).nullable(),
    failure: failureAnswer.nullable(),
  })
  .meta({ id: "Attempt" });
