import { z } from "zod";
import { MOST_SEED } from "@/domain/runs/seed";

export const runTargetSchema = z
  .strictObject({
    datasetVersionId: z.string().optional(),
    modelId: z.string().optional(),
    fromRunId: z.string().optional(),
  })
  .refine(
    (target) => Object.values(target).filter((id) => id !== undefined).length === 1,
    "An input names one dataset version, one model or one run.",
  );

export const tagSchema = z.string().trim().min(1).max(60);

/** What a person asks for, from the form or from the command line. */
export const launchRequestSchema = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  stage: z.string().min(1),
  config: z.record(z.string(), z.unknown()).default({}),
  inputs: z.record(z.string(), runTargetSchema).default({}),
  seed: z.int().min(0).max(MOST_SEED).optional(),
  priority: z.int().min(-100).max(100).default(0),
  note: z.string().max(4_000).default(""),
  tags: z.array(tagSchema).max(20).default([]),
  studyId: z.string().optional(),
  clonedFromRunId: z.string().optional(),
});

export type RunTarget = z.infer<typeof runTargetSchema>;
export type LaunchRequest = z.infer<typeof launchRequestSchema>;
