import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { model, run } from "@/db/schema/runs";
import { factualDpoName } from "@/domain/runs/factual-dpo-name";
import type { StageInput, StageSchema } from "@/domain/runs/stage-schema";
import type { Problem } from "../errors";
import { stageSchemas } from "../stages/stage-schemas";
import type { RunTarget } from "./launch-request";

export type ResolvedInput = { name: string; target: RunTarget; title: string };

type Finding = { title: string } | { problem: string };
type Place = { projectId: string };

const wrongKind = (input: StageInput) => ({
  problem: `${input.title} takes ${input.kind === "dataset" ? "a dataset version" : input.kind === "model" ? "a model, or a run that makes one" : "a run"}.`,
});

async function resolveDataset(db: Database | Transaction, at: Place, input: StageInput, id: string): Promise<Finding> {
  if (input.kind !== "dataset") return wrongKind(input);
  const [found] = await db
    .select({ name: dataset.name, number: datasetVersion.number, type: datasetVersion.type })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.projectId, at.projectId), eq(datasetVersion.id, id)));
  if (!found) return { problem: "There is no such dataset version in this project." };
  if (input.datasetTypes && !input.datasetTypes.includes(found.type)) {
    return { problem: `${found.name} holds ${found.type}; ${input.title} takes ${input.datasetTypes.join(" or ")}.` };
  }
  return { title: found.number > 1 ? `${found.name} v${found.number}` : found.name };
}

async function resolveModel(db: Database | Transaction, at: Place, input: StageInput, id: string): Promise<Finding> {
  if (input.kind !== "model") return wrongKind(input);
  const [found] = await db
    .select({ name: model.name })
    .from(model)
    .where(and(eq(model.projectId, at.projectId), eq(model.id, id)));
  return found ? { title: found.name } : { problem: "There is no such model in this project." };
}

async function resolveRun(db: Database | Transaction, at: Place, input: StageInput, id: string): Promise<Finding> {
  const [found] = await db
    .select({ name: run.name, stage: run.stage })
    .from(run)
    .where(and(eq(run.projectId, at.projectId), eq(run.id, id)));
  if (!found) return { problem: "There is no such run in this project." };
  if (input.kind === "dataset") return wrongKind(input);
  if (input.kind === "model") {
    const produces = stageSchemas().get(found.stage)?.produces ?? [];
    const makesModel = produces.includes("model") || produces.includes("adapter");
    return makesModel
      ? { title: found.name }
      : { problem: `${found.name} is a ${found.stage} run and makes no model.` };
  }
  if (input.stages && !input.stages.includes(found.stage)) {
    return { problem: `${found.name} is a ${found.stage} run; ${input.title} takes ${input.stages.join(" or ")}.` };
  }
  return { title: found.name };
}

function resolveOne(db: Database | Transaction, at: Place, input: StageInput, target: RunTarget): Promise<Finding> {
  if (target.datasetVersionId) return resolveDataset(db, at, input, target.datasetVersionId);
  if (target.modelId) return resolveModel(db, at, input, target.modelId);
  return resolveRun(db, at, input, target.fromRunId ?? "");
}

/** Holds what the person named against what the stage takes. */
export async function resolveInputs(
  db: Database | Transaction,
  at: Place,
  schema: StageSchema,
  targets: Record<string, RunTarget>,
): Promise<{ inputs: ResolvedInput[]; problems: Problem[] }> {
  const inputs: ResolvedInput[] = [];
  const problems: Problem[] = [];
  for (const name of Object.keys(targets)) {
    if (schema.inputs.some((input) => input.name === name)) continue;
    problems.push({ where: `inputs.${name}`, what: `${schema.title} has no input "${name}".` });
  }
  for (const input of schema.inputs) {
    const target = targets[input.name];
    const where = `inputs.${input.name}`;
    if (!target) {
      if (input.required) problems.push({ where, what: `${input.title} is missing.`, remedy: input.description });
      continue;
    }
    const finding = await resolveOne(db, at, input, target);
    if ("problem" in finding) problems.push({ where, what: finding.problem });
    else inputs.push({ name: input.name, target, title: finding.title });
  }
  return { inputs, problems };
}

/** What a setting is where nobody says it. */
export function defaultOf(schema: StageSchema, key: string): unknown {
  const properties = schema.config.properties as Record<string, { default?: unknown }> | undefined;
  return properties?.[key]?.default;
}

/** `DPO: model on pairs`. */
export function nameOfInputs(schema: StageSchema, inputs: readonly ResolvedInput[]): string {
  const subject = inputs
    .filter(({ name }) => name !== "reference")
    .map(({ title }) => title)
    .join(" on ");
  return (subject ? `${schema.title}: ${subject}` : schema.title).slice(0, 110);
}

function baseName(
  schema: StageSchema,
  inputs: readonly ResolvedInput[],
  config: Readonly<Record<string, unknown>>,
): string {
  const model = inputs.find(({ name }) => name === "model");
  const delta = config.delta ?? defaultOf(schema, "delta");
  if (schema.stage === "fdpo" && model && typeof delta === "number") return factualDpoName(model.title, delta);
  return nameOfInputs(schema, inputs);
}

/** Two runs launched in one study from the same base still read apart. */
export async function defaultName(
  db: Database | Transaction,
  at: Place,
  schema: StageSchema,
  inputs: readonly ResolvedInput[],
  config: Readonly<Record<string, unknown>>,
): Promise<string> {
  const base = baseName(schema, inputs, config);
  const [same] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(run)
    .where(and(eq(run.projectId, at.projectId), sql`${run.name} = ${base} or ${run.name} like ${`${base} #%`}`));
  return same && same.count > 0 ? `${base} #${same.count + 1}` : base;
}
