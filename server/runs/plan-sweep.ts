import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion } from "@/db/schema/datasets";
import { costOf, type Price } from "@/domain/runs/price";
import type { SweepPlan } from "@/domain/runs/sweep-plan-answer";
import { estimateAhead, type WorkAhead } from "@/domain/studies/estimate-ahead";
import { acceleratorsOf, countDevices } from "../dispatch/choose-devices";
import type { Slot } from "../dispatch/executors/executor";
import type { Problem } from "../errors";
import { stageNamed } from "../stages/stage-schemas";
import { validateConfig } from "../stages/validate-config";
import { readMeasuredRuns, workOf } from "../studies/study-cost";
import type { LaunchRequest } from "./launch-request";
import { type NamedSweep, nameSweep } from "./name-sweep";
import { defaultOf } from "./resolve-inputs";
import { countReferences, storeReferenceOfMany } from "./share-reference";
import { refuseTooMany, type SweepRequest } from "./sweep-request";

type PlanServices = { db: Database; slots: () => Promise<Slot[]>; price: Price | null };

/** β Δ from which on a larger Δ trains the same, as the check before a start has it. */
const SATURATING = 4;

async function planSlots(services: PlanServices, { stage, config }: SweepRequest): Promise<SweepPlan["slots"]> {
  const slots = await services.slots();
  const need = countDevices({ schema: stageNamed(stage), config });
  const accelerators = acceleratorsOf(slots);
  const onCpu = need === 0 || accelerators.length === 0;
  const used = onCpu ? slots.filter(({ device }) => device === "cpu") : accelerators;
  const capacity = used.reduce((sum, slot) => sum + slot.capacity, 0);
  return { device: onCpu ? "CPU" : "GPU", atOnce: Math.floor(capacity / (onCpu ? 1 : need)) };
}

/** Rows of the version that the sweep reads, for stages that are measured in texts. */
async function countRows(db: Database, projectId: string, { inputs }: SweepRequest): Promise<number> {
  const id = inputs.dataset?.datasetVersionId;
  if (id === undefined) return 0;
  const [found] = await db
    .select({ rows: datasetVersion.rows })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, id)));
  return found?.rows ?? 0;
}

function problemsOfConfigs({ stage }: SweepRequest, runs: readonly LaunchRequest[]): Problem[] {
  const found = runs.flatMap(({ config }) => validateConfig(stageNamed(stage), config));
  return found.filter(({ what }, at) => found.findIndex((each) => each.what === what) === at);
}

/** Δ whose every active pair pushes with full weight: larger ones train the same. */
function saturated({ stage }: SweepRequest, { runs }: NamedSweep): string[] {
  if (stage !== "fdpo") return [];
  const of = (config: LaunchRequest["config"], key: string) => config[key] ?? defaultOf(stageNamed(stage), key);
  const margins = runs.map(({ config }) => {
    const [beta, delta] = [Number(of(config, "beta")), Number(of(config, "delta"))];
    return { delta, asked: of(config, "loss") === "safedpo" ? delta : beta * delta };
  });
  const deltas = [...new Set(margins.filter(({ asked }) => asked > SATURATING).map(({ delta }) => delta))];
  if (deltas.length === 0) return [];
  const them = deltas.length === 1 ? `Δ ${deltas[0]} saturates` : `Δ ${deltas.join(", ")} saturate`;
  return [`${them}: β Δ is above ${SATURATING}, so pairs push with nearly full weight and a larger Δ trains the same.`];
}

/** What a sweep would come to: its names, time and cost over the slots there are. Nothing is written. */
export async function planSweep(services: PlanServices, projectId: string, given: SweepRequest): Promise<SweepPlan> {
  refuseTooMany(given);
  const request = storeReferenceOfMany(given);
  const [named, slots, rows, measured] = await Promise.all([
    nameSweep(services.db, projectId, request),
    planSlots(services, request),
    countRows(services.db, projectId, request),
    readMeasuredRuns(services.db, projectId),
  ]);
  const references = countReferences(named.runs);
  const notes = { harvest: rows, confirm: rows };
  const work: WorkAhead[] = [
    ...named.runs.map((each) => workOf({ ...each, inputs: {} }, notes)),
    ...Array.from({ length: references }, () => ({ stage: "reference", units: 1 })),
  ];
  const { seconds, basis } = estimateAhead(work, measured);
  const { cost = null, costCurrency = null } = seconds === null ? {} : costOf(services.price, seconds);
  const lanes = Math.min(slots.atOnce, named.runs.length);
  return {
    ...{ runs: named.runs.length, references, slots, cost, currency: costCurrency },
    ...{ names: named.runs.map(({ name }) => name), taken: named.taken, models: named.models },
    ahead: { seconds, elapsedSeconds: seconds === null || lanes === 0 ? null : seconds / lanes, basis },
    warnings: saturated(request, named),
    problems: [...named.problems, ...problemsOfConfigs(request, named.runs)],
  };
}
