import { formatCount } from "@/domain/format/number";
import { type ConfigField, readFieldValue } from "@/domain/runs/config-field";
import { MOST_SEED } from "@/domain/runs/seed";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { countSwept, MOST_SWEPT_RUNS } from "@/domain/runs/sweep";
import type { RouterInputs, RouterOutputs } from "../layout/trpc";

export type LaunchInput = RouterInputs["runs"]["launch"];
export type SweepInput = RouterInputs["runs"]["launchSweep"];
export type RunTarget = NonNullable<LaunchInput["inputs"]>[string];
type SweptModels = NonNullable<SweepInput["models"]>;

/** The form as the person left it: only what they changed, as they typed it. */
export type LaunchDraft = {
  stage: string;
  name: string;
  seed: string;
  config: Record<string, unknown>;
  inputs: Record<string, RunTarget>;
  /** Besides the model among the inputs. */
  moreModels: RunTarget[];
  /** What models are called in names of runs, by id, where a person said so. */
  shorts: Record<string, string>;
  clonedFromRunId?: string;
};

export const emptyDraft = (stage: string): LaunchDraft => ({
  ...{ stage, name: "", seed: "", config: {}, inputs: {}, moreModels: [], shorts: {} },
});

type ClonedRun = Pick<RouterOutputs["runs"]["byId"], "id" | "name" | "stage" | "seed" | "givenConfig" | "inputs">;

function targetOf(input: ClonedRun["inputs"][number]): RunTarget {
  if (input.kind === "dataset") return { datasetVersionId: input.id };
  return input.kind === "model" ? { modelId: input.id } : { fromRunId: input.id };
}

/** A draft that repeats an earlier run, with what its address asked to change. */
export function draftFromRun(run: ClonedRun, changes: Readonly<Record<string, string>>): LaunchDraft {
  return {
    ...emptyDraft(run.stage),
    name: run.name,
    seed: run.seed === null ? "" : String(run.seed),
    config: { ...run.givenConfig, ...changes },
    inputs: Object.fromEntries(run.inputs.map((input) => [input.name, targetOf(input)])),
    clonedFromRunId: run.id,
  };
}

export function isDefault(field: ConfigField, draft: Pick<LaunchDraft, "config">): boolean {
  if (!(field.key in draft.config)) return true;
  if (typedValues(field, draft.config[field.key])) return false;
  const reading = readFieldValue(field, draft.config[field.key]);
  return reading.ok && JSON.stringify(reading.value) === JSON.stringify(field.default);
}

export type DraftReading = {
  /** With the first value of everything that is swept. */
  request: Omit<LaunchInput, "project">;
  sweep: { vary: Record<string, unknown[]>; seeds: number[]; models: SweptModels };
  runs: number;
  problems: ReadonlyMap<string, string>;
};

/** Numbers are swept by writing several: `1e-4, 2e-4`. */
export function typedValues(field: ConfigField, typed: unknown): string[] | null {
  if ((field.kind !== "integer" && field.kind !== "number") || typeof typed !== "string") return null;
  const values = typed.split(/[\s,;]+/).filter((part) => part !== "");
  return values.length > 1 ? values : null;
}

function readValues(field: ConfigField, typed: readonly string[]): { values: unknown[]; problem: string | null } {
  const values: unknown[] = [];
  for (const one of typed) {
    const reading = readFieldValue(field, one);
    if (!reading.ok) return { values, problem: `${one}: ${reading.problem}` };
    values.push(reading.value);
  }
  const twice = new Set(values).size < values.length;
  return { values, problem: twice ? "A value stands twice." : null };
}

function readSeeds(typed: string): { seeds: number[]; problem: string | null } {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== "");
  const wrong = parts.find((part) => !/^\d{1,10}$/.test(part) || Number(part) > MOST_SEED);
  if (wrong) {
    const most = formatCount(MOST_SEED);
    return { seeds: [], problem: `A seed is a whole number up to ${most}; several stand apart by commas.` };
  }
  const seeds = parts.map(Number);
  return { seeds, problem: new Set(seeds).size < seeds.length ? "A seed stands twice." : null };
}

export const idOfTarget = (target: RunTarget | undefined) =>
  target?.datasetVersionId ?? target?.modelId ?? target?.fromRunId;

/** Models that take turns; none where there is one, under its own name. */
function readModels({ inputs, moreModels, shorts }: LaunchDraft, problems: Map<string, string>): SweptModels {
  const all = inputs.model ? [inputs.model, ...moreModels] : moreModels;
  const ids = all.map(idOfTarget);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) < at);
  if (twice >= 0) problems.set(twice === 0 ? "inputs.model" : `inputs.model-${twice + 1}`, "This model stands twice.");
  const models = all.map(({ modelId, fromRunId }) => {
    const short = shorts[modelId ?? fromRunId ?? ""]?.trim();
    return { ...(modelId ? { modelId } : { fromRunId }), ...(short ? { short } : {}) };
  });
  return models.length > 1 || models.some(({ short }) => short) ? models : [];
}

/** What would be sent, and what keeps it from being sent, by field (`config.batchSize`, `inputs.model`, `seed`). */
export function readDraft(draft: LaunchDraft, schema: StageSchema, fields: readonly ConfigField[]): DraftReading {
  const problems = new Map<string, string>();
  const config: Record<string, unknown> = {};
  const vary: Record<string, unknown[]> = {};
  for (const field of fields) {
    if (!(field.key in draft.config) && !field.required) continue;
    const several = typedValues(field, draft.config[field.key]);
    if (several) {
      const { values, problem } = readValues(field, several);
      if (problem) problems.set(`config.${field.key}`, problem);
      else vary[field.key] = values;
      config[field.key] = values[0];
      continue;
    }
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
  const { seeds, problem: seedProblem } = readSeeds(draft.seed);
  if (seedProblem) problems.set("seed", seedProblem);
  const names = new Set(schema.inputs.map((input) => input.name));
  const models = names.has("model") ? readModels(draft, problems) : [];
  const sweep = { vary, seeds: seeds.length > 1 ? seeds : [], models };
  const runs = countSwept(sweep) * Math.max(1, models.length);
  if (runs > MOST_SWEPT_RUNS) problems.set("sweep", `That is ${runs} runs; a sweep has at most ${MOST_SWEPT_RUNS}.`);
  return {
    problems,
    sweep,
    runs,
    request: {
      stage: draft.stage,
      name: draft.name.trim() || undefined,
      seed: seedProblem ? undefined : seeds[0],
      config,
      inputs: Object.fromEntries(Object.entries(draft.inputs).filter(([name]) => names.has(name))),
      clonedFromRunId: draft.clonedFromRunId,
    },
  };
}

/** Several runs, or one whose model is called otherwise in its name. */
export const isSweep = ({ runs, sweep }: DraftReading): boolean => runs > 1 || sweep.models.length > 0;

/** What a sweep sends: settings that vary apart from those that hold for all. */
export function sweepRequestOf({ request, sweep }: DraftReading): Omit<SweepInput, "project"> {
  const { seed, config, ...shared } = request;
  const fixed = Object.fromEntries(Object.entries(config ?? {}).filter(([key]) => !(key in sweep.vary)));
  const seeds = sweep.seeds.length > 0 ? sweep.seeds : seed === undefined ? [] : [seed];
  return { ...shared, config: fixed, vary: sweep.vary, seeds, models: sweep.models };
}
