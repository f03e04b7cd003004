import { z } from "zod";
import { pairSetOriginSchema } from "../pairs/pair-set-origin";
import { RUN_STATES } from "../runs/run-rules";
import { DATASET_TYPES, HOLDS, SPLITS } from "./dataset-types";

const versionAnswer = z
  .object({
    id: z.string(),
    number: z.number(),
    type: z.enum(DATASET_TYPES),
    digest: z.string().describe("SHA-256 of the stored rows."),
    rows: z.number(),
    bytes: z.number(),
    splitCounts: z.partialRecord(z.enum(SPLITS), z.number()),
    holds: z.enum(HOLDS),
    approval: z.string().nullable().describe("Ethics vote, contract or protocol."),
    approvedUntil: z.string().nullable().describe("The last day on which it may be used."),
    createdAt: z.date(),
  })
  .meta({ id: "DatasetVersion" });

export const datasetRowAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    version: versionAnswer.describe("The newest."),
    runs: z.number().describe("Runs that read any version of it."),
  })
  .meta({ id: "DatasetRow" });

const originAnswer = z
  .object({
    how: z.enum(["imported", "generated", "labels"]),
    fileName: z.string().nullable(),
    format: z.string(),
    columns: z.record(z.string(), z.string()),
    rowsRead: z.number(),
    problems: z.array(z.object({ row: z.number(), reason: z.string() })),
    pairSet: pairSetOriginSchema.optional().describe("Of pairs: what they were made of, by which rules."),
  })
  .meta({ id: "DatasetOrigin" });

export const datasetAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.date(),
    versions: z.array(versionAnswer.extend({ origin: originAnswer })).describe("Newest first."),
    usedBy: z.array(
      z.object({
        versionId: z.string(),
        runId: z.string(),
        name: z.string(),
        stage: z.string(),
        state: z.enum(RUN_STATES),
      }),
    ),
  })
  .meta({ id: "Dataset" });

export const exampleAnswer = z
  .object({
    id: z.string(),
    position: z.number(),
    split: z.enum(SPLITS),
    group: z.string().describe("Patient or document; a group never spans two splits."),
    section: z.string().nullable(),
    source: z.string().describe("Its first hundred thousand characters; an export has all."),
    sourceCharacters: z.number(),
    reference: z.string().nullable(),
    referenceCharacters: z.number().nullable(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Example" });
