import { z } from "zod";
import { newId } from "@/domain/identifiers";
import { MOST_SEED } from "@/domain/runs/seed";
import { countSwept, expandSweep, MOST_SWEPT_RUNS, type SweptRun } from "@/domain/runs/sweep";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { insertRun, type Launcher } from "./insert-run";
import { type LaunchRequest, launchRequestSchema, runTargetSchema } from "./launch-request";
import { shareReference, storeReferenceOfMany } from "./share-reference";

export const sweepRequestSchema = launchRequestSchema
  .omit({ seed: true })
  .extend({
    vary: z.record(z.string(), z.array(z.unknown()).min(1)).default({}),
    seeds: z.array(z.int().min(0).max(MOST_SEED)).default([]),
    /** Models that take turns as the input "model"; none: the one that the inputs name. */
    models: z.array(runTargetSchema).max(50).default([]),
  })
  .refine(
    ({ vary, seeds, models }) => [seeds, models, ...Object.values(vary)].every(differ),
    "A value, model or seed stands twice: each would be launched twice.",
  );

export type SweepRequest = z.infer<typeof sweepRequestSchema>;

function differ(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size === values.length;
}

/** The same sweep for each of its models. */
function overModels(request: SweepRequest): SweepRequest[] {
  if (request.models.length === 0) return [request];
  return request.models.map((model) => ({ ...request, inputs: { ...request.inputs, model } }));
}

function requestOf(
  { vary: _, seeds: __, models: ___, ...request }: SweepRequest,
  swept: SweptRun,
  tag: string,
): LaunchRequest {
  const name = request.name && swept.label ? `${request.name}: ${swept.label}`.slice(0, 120) : request.name;
  const config = { ...request.config, ...swept.config };
  return { ...request, name, config, seed: swept.seed, tags: [...request.tags, tag] };
}

function refuseTooMany(request: SweepRequest): void {
  const count = countSwept(request) * Math.max(1, request.models.length);
  if (count <= MOST_SWEPT_RUNS) return;
  throw new DomainError("Validation", `That is ${count} runs; a sweep has at most ${MOST_SWEPT_RUNS}.`, [
    { where: "vary", what: `${count} runs are too many.`, remedy: "Vary less at once." },
  ]);
}

/** The first run, as a check before the start looks at it. */
export function firstOf(request: SweepRequest): LaunchRequest {
  refuseTooMany(request);
  const [first = { config: {}, seed: undefined, label: "" }] = expandSweep(request);
  const [of = request] = overModels(request);
  return requestOf(of, first, "");
}

/** Launches runs that differ in the named settings and seeds, all or none, under a tag of their own. */
export async function launchSweep(
  { db, now }: Pick<Services, "db" | "now">,
  by: Launcher,
  request: SweepRequest,
): Promise<{ runIds: string[]; tag: string }> {
  refuseTooMany(request);
  const tag = `sweep-${newId().slice(0, 6)}`;
  const runIds = await db.transaction(async (tx) => {
    const made: string[] = [];
    const withReference = shareReference(tx, by, now());
    for (const of of overModels(storeReferenceOfMany(request))) {
      for (const swept of expandSweep(request)) {
        made.push(await insertRun(tx, by, await withReference(requestOf(of, swept, tag)), now()));
      }
    }
    return made;
  });
  return { runIds, tag };
}
