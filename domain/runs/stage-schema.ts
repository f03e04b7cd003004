import { z } from "zod";
import { DATASET_TYPES } from "../datasets/dataset-types";

/** What `python -m runners schema` writes for each stage to runners/schemas/<stage>.json. */
export const stageInputSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(["dataset", "model", "run"]),
  title: z.string(),
  description: z.string(),
  required: z.boolean(),
  /** For datasets: the types taken. */
  datasetTypes: z.array(z.enum(DATASET_TYPES)).optional(),
  /** For runs: the stages whose output is taken. */
  stages: z.array(z.string()).optional(),
});

export const stageSchema = z.strictObject({
  stage: z.string(),
  title: z.string(),
  description: z.string(),
  /** The config field that says how many devices a run gets; without one it gets one. */
  devicesField: z.string().optional(),
  /** The config field that names the project's secrets which a run must have. */
  secretsField: z.string().optional(),
  /** Secrets that every run gets where the project has them. */
  secrets: z.array(z.string()).optional(),
  inputs: z.array(stageInputSchema),
  /** Metric keys that the overview draws, most telling first. */
  headlineSeries: z.array(z.string()),
  /** Artifact kinds and tabs this stage can produce. */
  produces: z.array(z.enum(["series", "generations", "evaluation", "margins", "adapter", "model", "checkpoints"])),
  /** JSON Schema 2020-12; every property has title, description, and where it holds `unit`, `advanced`, `group`. */
  config: z.record(z.string(), z.json()),
});

export type StageInput = z.infer<typeof stageInputSchema>;
export type StageSchema = z.infer<typeof stageSchema>;
