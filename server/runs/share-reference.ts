import type { Transaction } from "@/db/database";
import type { Sweep } from "@/domain/runs/sweep";
import { stageNamed } from "../stages/stage-schemas";
import { insertRun, type Launcher } from "./insert-run";
import type { LaunchRequest, RunTarget } from "./launch-request";

const REFERENCE = "reference";

function propertiesOf(stage: string): Record<string, { default?: unknown }> {
  const { properties } = stageNamed(stage).config as { properties?: Record<string, { default?: unknown }> };
  return properties ?? {};
}

/** The settings that a reference depends on, as the run that trains against it has them. */
function referenceConfig(request: LaunchRequest): Record<string, unknown> {
  const own = propertiesOf(request.stage);
  const settings = Object.keys(propertiesOf(REFERENCE)).map((key) => [key, request.config[key] ?? own[key]?.default]);
  return Object.fromEntries(settings.filter(([, value]) => value !== undefined && value !== null));
}

function takesReference({ stage, inputs }: Pick<LaunchRequest, "stage" | "inputs">): boolean {
  return inputs.reference === undefined && stageNamed(stage).inputs.some(({ name }) => name === REFERENCE);
}

function wantsStored(request: LaunchRequest): boolean {
  return takesReference(request) && request.config.reference === "stored";
}

/**
 * The config of a sweep: against one stored reference where nothing is said of it, and runs differ in more than what a
 * reference depends on. Each of them would measure the same otherwise.
 */
export function storeReferenceOfMany<Request extends Pick<LaunchRequest, "stage" | "inputs" | "config"> & Sweep>(
  request: Request,
): Request {
  const { vary, seeds, config } = request;
  const own = propertiesOf(REFERENCE);
  const share = seeds.length > 1 || Object.entries(vary).some(([key, values]) => values.length > 1 && !(key in own));
  const isOpen = config.reference === undefined && vary.reference === undefined && takesReference(request);
  return isOpen && share ? { ...request, config: { ...config, reference: "stored" } } : request;
}

/** Which reference a run reads: of the same pairs, with the same model and settings. */
function referenceOf(request: LaunchRequest) {
  const inputs: Record<string, RunTarget> = {};
  for (const name of ["model", "dataset"]) {
    const target = request.inputs[name];
    if (target) inputs[name] = target;
  }
  const config = referenceConfig(request);
  return { inputs, config, key: JSON.stringify([inputs, config]) };
}

/** How many runs would have to measure a reference first. */
export function countReferences(requests: readonly LaunchRequest[]): number {
  return new Set(requests.filter(wantsStored).map((request) => referenceOf(request).key)).size;
}

/**
 * Gives runs that train against a stored reference, and name none, the run that measures it: one for all that read
 * the same pairs with the same model and settings, launched once and waited for.
 */
export function shareReference(tx: Transaction, by: Launcher, now: Date) {
  const launched = new Map<string, string>();
  return async (request: LaunchRequest): Promise<LaunchRequest> => {
    if (!wantsStored(request)) return request;
    const { inputs, config, key } = referenceOf(request);
    const { studyId, priority, tags } = request;
    const runId =
      launched.get(key) ??
      (await insertRun(tx, by, { stage: REFERENCE, config, inputs, priority, note: "", tags, studyId }, now));
    launched.set(key, runId);
    return { ...request, inputs: { ...request.inputs, reference: { fromRunId: runId } } };
  };
}
