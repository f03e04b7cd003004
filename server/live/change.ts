import { z } from "zod";
import { RUN_STATES } from "@/domain/runs/run-rules";

export const CHANGE_CHANNEL = "assay_change";

export const CHANGE_KINDS = [
  "state",
  "progress",
  "series",
  "logs",
  "generations",
  "evaluation",
  "margins",
  "artifacts",
  "checkpoints",
  "deleted",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** JSON has no NaN or infinities, so they travel by name. */
const wireNumber = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]).transform(Number);

const latest = z.object({ step: wireNumber, value: wireNumber });

export const changeSchema = z.object({
  projectId: z.string(),
  runId: z.string(),
  kind: z.enum(CHANGE_KINDS),
  state: z.enum(RUN_STATES).optional(),
  /** Latest point of each key, as many as a notification holds. */
  values: z.record(z.string(), latest).optional(),
});

export type Change = z.infer<typeof changeSchema>;
export type LatestValues = NonNullable<Change["values"]>;
