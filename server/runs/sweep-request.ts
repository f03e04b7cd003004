import { z } from "zod";
import { MOST_SEED } from "@/domain/runs/seed";
import { countSwept, expandSweep, MOST_SWEPT_RUNS } from "@/domain/runs/sweep";
import { DomainError } from "../errors";
import { type LaunchRequest, launchRequestSchema } from "./launch-request";

const sweptModelSchema = z
  .strictObject({
    modelId: z.string().optional(),
    fromRunId: z.string().optional(),
    /** How it is called in names of runs; null: made from its own name. */
    short: z
      .string()
      .trim()
      .max(60)
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
        "Letters, digits, dots, dashes and underscores; it stands in names of runs.",
      )
      .nullish(),
  })
  .refine(
    ({ modelId, fromRunId }) => (modelId === undefined) !== (fromRunId === undefined),
    "Name one model or one run.",
  );

export type SweptModel = z.infer<typeof sweptModelSchema>;

export const sweepRequestSchema = launchRequestSchema
  .omit({ seed: true })
  .extend({
    vary: z.record(z.string(), z.array(z.unknown()).min(1)).default({}),
    seeds: z.array(z.int().min(0).max(MOST_SEED)).default([]),
    /** Models that take turns as the input "model"; none: the one that the inputs name. */
    models: z.array(sweptModelSchema).max(50).default([]),
  })
  .refine(
    ({ vary, seeds, models }) =>
      [seeds, models.map(({ short: _, ...target }) => target), ...Object.values(vary)].every(differ),
    "A value, model or seed stands twice: each would be launched twice.",
  );

export type SweepRequest = z.infer<typeof sweepRequestSchema>;

function differ(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size === values.length;
}

export type ModelOfSweep = { request: SweepRequest; short: string | null };

/** The same sweep for each of its models. */
export function overModels(request: SweepRequest): ModelOfSweep[] {
  if (request.models.length === 0) return [{ request, short: null }];
  return request.models.map(({ short, ...model }) => ({
    request: { ...request, inputs: { ...request.inputs, model } },
    short: short ?? null,
  }));
}

export function countRuns(request: SweepRequest): number {
  return countSwept(request) * Math.max(1, request.models.length);
}

export function refuseTooMany(request: SweepRequest): void {
  const count = countRuns(request);
  if (count <= MOST_SWEPT_RUNS) return;
  throw new DomainError("Validation", `That is ${count} runs; a sweep has at most ${MOST_SWEPT_RUNS}.`, [
    { where: "vary", what: `${count} runs are too many.`, remedy: "Vary less at once." },
  ]);
}

/** The first run of each model, as checks before the start look at them. */
export function firstOfEach(sweep: SweepRequest): Pick<LaunchRequest, "stage" | "config" | "inputs">[] {
  refuseTooMany(sweep);
  const [first] = expandSweep(sweep);
  return overModels(sweep).map(({ request: { stage, config, inputs } }) => ({
    ...{ stage, inputs, config: { ...config, ...first?.config } },
  }));
}
