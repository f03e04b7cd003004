import { type ConfigField, readFieldValue } from "@/domain/runs/config-field";
import type { StageSchema } from "@/domain/runs/stage-schema";
import type { RouterInputs, RouterOutputs } from "../layout/trpc";

export type LaunchInput = RouterInputs["runs"]["launch"];
export type RunTarget = NonNullable<LaunchInput["inputs"]>[string];

/** The form as the person left it: only what they changed, as they typed it. */
export type LaunchDraft = {
  stage: string;
  name: string;
  seed: string;
  config: Record<string, unknown>;
  inputs: Record<string, RunTarget>;
  clonedFromRunId?: string;
};

export const emptyDraft = (stage: string): LaunchDraft => ({ stage, name: "", seed: "", config: {}, inputs: {} });

type ClonedRun = Pick<RouterOutputs["runs"]["byId"], "id" | "name" | "stage" | "seed" | "givenConfig" | "inputs">;

function targetOf(input: ClonedRun["inputs"][number]): RunTarget {
  if (input.kind === "dataset") return { datasetVersionId: input.id };
  return input.kind === "model" ? { modelId: input.id } : { fromRunId: input.id };
}

/** A draft that repeats an earlier run, with what its address asked to change. */
export function draftFromRun(run: ClonedRun, changes: Readonly<Record<string, string>>): LaunchDraft {
  return {
    stage: run.stage,
    name: run.name,
    seed: run.seed === null ? "" : String(run.seed),
    config: { ...run.givenConfig, ...changes },
    inputs: Object.fromEntries(run.inputs.map((input) => [input.name, targetOf(input)])),
    clonedFromRunId: run.id,
  };
}

export function isDefault(field: ConfigField, draft: LaunchDraft): boolean {
  if (!(field.key in draft.config)) return true;
  const reading = readFieldValue(field, draft.config[field.key]);
  return reading.ok && JSON.stringify(reading.value) === JSON.stringify(field.default);
}

export type DraftReading = { request: Omit<LaunchInput, "project">; problems: ReadonlyMap<string, string> };

/** What would be sent, and what keeps it from being sent, by field (`config.batchSize`, `inputs.model`, `seed`). */
export function readDraft(draft: LaunchDraft, schema: StageSchema, fields: readonly ConfigField[]): DraftReading {
  const problems = new Map<string, string>();
  const config: Record<string, unknown> = {};
  for (const field of fields) {
    if (!(field.key in draft.config) && !field.required) continue;
    const reading = readFieldValue(field, draft.config[field.key]);
    if (!reading.ok) problems.set(`config.${field.key}`, reading.problem);
    else if (!isDefault(field, draft)) config[field.key] = reading.value;
  }
  for (const key of Object.keys(draft.config)) {
    if (!fields.some((field) => field.key === key))
      problems.set(`config.${key}`, `${schema.title} has no setting ${key}.`);
  }
  for (const input of schema.inputs) {
    if (input.required && !draft.inputs[input.name])
      problems.set(`inputs.${input.name}`, `Choose: ${input.description}`);
  }
  const seed = draft.seed.trim();
  if (seed && !/^\d{1,9}$/.test(seed)) problems.set("seed", "A seed is a whole number, at most nine digits.");
  const names = new Set(schema.inputs.map((input) => input.name));
  return {
    problems,
    request: {
      stage: draft.stage,
      name: draft.name.trim() || undefined,
      seed: seed && !problems.has("seed") ? Number(seed) : undefined,
      config,
      inputs: Object.fromEntries(Object.entries(draft.inputs).filter(([name]) => names.has(name))),
      clonedFromRunId: draft.clonedFromRunId,
    },
  };
}
