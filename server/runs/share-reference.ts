import type { Transaction } from "@/db/database";
import { stageNamed } from "../stages/stage-schemas";
import type { LaunchRequest, RunTarget } from "./launch-request";
import { insertRun, type Launcher } from "./launch-run";

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

function wantsStored(request: LaunchRequest): boolean {
  const takes = stageNamed(request.stage).inputs.some(({ name }) => name === REFERENCE);
  return takes && request.config.reference === "stored" && request.inputs.reference === undefined;
}

/**
 * Gives runs that train against a stored reference, and name none, the run that measures it: one for all that read
 * the same pairs with the same model and settings, launched once and waited for.
 */
export function shareReference(tx: Transaction, by: Launcher, now: Date) {
  const launched = new Map<string, string>();
  return async (request: LaunchRequest): Promise<LaunchRequest> => {
    if (!wantsStored(request)) return request;
    const inputs: Record<string, RunTarget> = {};
    for (const name of ["model", "dataset"]) {
      const target = request.inputs[name];
      if (target) inputs[name] = target;
    }
    const config = referenceConfig(request);
    const key = JSON.stringify([inputs, config]);
    const { studyId, priority, tags } = request;
    const runId =
      launched.get(key) ??
      (await insertRun(tx, by, { stage: REFERENCE, config, inputs, priority, note: "", tags, studyId }, now));
    launched.set(key, runId);
    return { ...request, inputs: { ...request.inputs, reference: { fromRunId: runId } } };
  };
}
