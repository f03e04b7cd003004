import { z } from "zod";
import { RUN_STATES } from "../runs/run-rules";

export const modelAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    source: z.enum(["hub", "folder", "embedded", "random", "run"]).describe("`run`: made by training."),
    reference: z.string().describe("Hub id, or what the person named."),
    revision: z.string().nullable(),
    license: z.string().nullable(),
    licenseNote: z.string().describe("What the team has to know about using it."),
    parameters: z.number().nullable(),
    createdAt: z.date(),
    baseModel: z.object({ id: z.string(), name: z.string() }).nullable(),
    artifact: z.object({ id: z.string(), kind: z.string(), digest: z.string(), bytes: z.number() }),
    madeBy: z.object({ id: z.string(), name: z.string(), stage: z.string() }).describe("The run that made it."),
  })
  .meta({ id: "Model" });

const runState = z.enum(RUN_STATES);

export const modelUsesAnswer = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), stage: z.string(), state: runState, createdAt: z.date() }),
  ),
  total: z.number().describe("All runs that took it; at most the newest 200 are listed."),
});

const learnedVersion = z.object({
  versionId: z.string(),
  datasetId: z.string(),
  name: z.string(),
  number: z.number(),
  holds: z.string(),
});

export const trainedOnAnswer = z
  .object({
    items: z.array(learnedVersion),
    untold: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe("Runs of people's own programs that made it or what it stands on: what they read is not known."),
  })
  .meta({ id: "TrainedOn" });

export const modelSpaceAnswer = z.object({
  bytes: z.number().describe("What the models of the project take on the disk."),
  freeBytes: z.number().nullable(),
});
