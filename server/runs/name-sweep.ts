import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { run } from "@/db/schema/runs";
import { shortModelName } from "@/domain/runs/factual-dpo-name";
import { expandSweep } from "@/domain/runs/sweep";
import { distinguish, equalNames, nameSwept } from "@/domain/runs/sweep-names";
import type { Problem } from "../errors";
import { stageNamed } from "../stages/stage-schemas";
import type { LaunchRequest } from "./launch-request";
import { defaultOf, nameOfInputs, type ResolvedInput, resolveInputs } from "./resolve-inputs";
import { overModels, type SweepRequest } from "./sweep-request";

export type NamedModel = { title: string; short: string };
export type NamedSweep = {
  runs: (LaunchRequest & { name: string })[];
  /** In the order of the request; empty where the stage reads none. */
  models: NamedModel[];
  /** Names that runs of the project have already; theirs get a number behind. */
  taken: string[];
  problems: Problem[];
};

type Named = { request: LaunchRequest; name: string };

function modelOf(inputs: readonly ResolvedInput[], short: string | null): NamedModel | null {
  const title = inputs.find(({ name }) => name === "model")?.title;
  return title === undefined ? null : { title, short: short ?? shortModelName(title) };
}

/** Two models of one short name, and values that read alike, would make runs that nobody can tell apart. */
function problemsOfNames(names: readonly string[], models: readonly NamedModel[]): Problem[] {
  const shorts = models.map(({ short }) => short);
  const twice = models.findIndex(({ short }, at) => shorts.indexOf(short) < at);
  if (twice >= 0) {
    const what = `Two models are both called ${shorts[twice]}, so their runs would have equal names.`;
    return [{ where: `models.${twice}.short`, what, remedy: "Give one of them another short name." }];
  }
  const [equal] = equalNames(names);
  if (equal === undefined) return [];
  return [{ where: "name", what: `Several runs would be called “${equal}”.`, remedy: "Give a shorter name." }];
}

async function readTaken(tx: Database | Transaction, projectId: string, names: readonly string[]) {
  const rows = await tx
    .select({ name: run.name })
    .from(run)
    .where(and(eq(run.projectId, projectId), sql`regexp_replace(${run.name}, ' #[0-9]+$', '') in ${names}`));
  return new Set(rows.map(({ name }) => name));
}

/** Every run of a sweep under its own name, and what keeps it from being launched. Nothing is written. */
export async function nameSweep(
  tx: Database | Transaction,
  projectId: string,
  sweep: SweepRequest,
): Promise<NamedSweep> {
  const schema = stageNamed(sweep.stage);
  const delta = defaultOf(schema, "delta");
  const [models, named, problems]: [NamedModel[], Named[], Problem[]] = [[], [], []];
  const each = overModels(sweep);
  for (const { request, short } of each) {
    const { inputs, problems: found } = await resolveInputs(tx, { projectId }, schema, request.inputs);
    problems.push(...found.filter(({ what }) => problems.every((problem) => problem.what !== what)));
    const model = modelOf(inputs, short);
    if (model) models.push(model);
    const { vary: _, seeds: __, models: ___, ...launch } = request;
    const of = {
      ...{ stage: sweep.stage, name: sweep.name, short: model?.short ?? null, severalModels: each.length > 1 },
      ...{ delta: sweep.config.delta ?? delta, fallback: nameOfInputs(schema, inputs) },
    };
    for (const swept of expandSweep(request)) {
      const config = { ...launch.config, ...swept.config };
      named.push({ request: { ...launch, config, seed: swept.seed }, name: nameSwept(of, swept) });
    }
  }
  const names = named.map(({ name }) => name);
  const taken = await readTaken(tx, projectId, names);
  return {
    runs: named.map(({ request, name }) => ({ ...request, name: distinguish(name, taken) })),
    models,
    taken: names.filter((name) => taken.has(name)),
    problems: [...problems, ...problemsOfNames(names, models)],
  };
}
