import { and, arrayContains, eq, ne } from "drizzle-orm";
import type { Database } from "@/db/database";
import { model, run, runInput } from "@/db/schema/runs";
import { shortModelName } from "@/domain/runs/factual-dpo-name";
import { splitSweptNames } from "@/domain/runs/split-swept-names";
import { canonicalJson } from "../audit/canonical-json";
import { DomainError } from "../errors";
import { deltasOf, readOrigins, refuse, writeFile } from "./write-sweep-file";

const ORIGINAL = /^(?<short>.+)_OriginalDPO/;

async function readRuns(db: Database, projectId: string, tag: string) {
  return db
    .select({
      ...{ name: run.name, stage: run.stage, config: run.givenConfig, seed: run.seed },
      ...{ modelId: runInput.modelId, modelName: model.name },
    })
    .from(run)
    .leftJoin(runInput, and(eq(runInput.runId, run.id), eq(runInput.name, "model")))
    .leftJoin(model, eq(model.id, runInput.modelId))
    .where(and(eq(run.projectId, projectId), arrayContains(run.tags, [tag]), ne(run.stage, "reference")))
    .orderBy(run.createdAt, run.id);
}

type SweptRow = Awaited<ReturnType<typeof readRuns>>[number];

const titleOf = ({ name, modelName }: SweptRow): string => modelName ?? name;

/** The models' short names in the order of the rows, one row a model, and the prefix where runs are named by one. */
function namesOf(stage: "dpo" | "fdpo", rows: readonly SweptRow[]): { shorts: string[]; prefix: string | undefined } {
  const swept = rows.map((row) => ({ name: row.name, model: titleOf(row) }));
  const split = stage === "fdpo" ? splitSweptNames(swept) : null;
  if (split) return { shorts: split.map(({ short }) => short), prefix: split[0]?.prefix };
  const shorts = rows.map((row) => ORIGINAL.exec(row.name)?.groups?.short ?? shortModelName(titleOf(row)));
  return { shorts, prefix: undefined };
}

/** The one value that all runs have, or a refusal. */
function theOne<Value>(values: readonly Value[], what: string): Value {
  const [first] = values;
  if (first === undefined) throw refuse("tag", `${what} is not known.`, "Export a sweep of dpo or fdpo.");
  if (values.some((value) => canonicalJson(value) !== canonicalJson(first))) {
    throw refuse("tag", `The runs differ in ${what}, and the file has a place for one.`, "Export them apart.");
  }
  return first;
}

/** The runs of one sweep, by their tag, as AIXpert's pipeline writes them down. */
export async function exportSweep(services: { db: Database; python: string }, projectId: string, tag: string) {
  const { db, python } = services;
  const rows = await readRuns(db, projectId, tag);
  if (rows.length === 0) throw new DomainError("NotFound", `No run of this project is tagged ${tag}.`);
  const stage = theOne(
    rows.map((row) => row.stage),
    "their stage",
  );
  if (stage !== "dpo" && stage !== "fdpo") {
    throw refuse("tag", `These are runs of ${stage}.`, "AIXpert's file holds DPO and Factual-DPO.");
  }
  const configs = rows.map(({ config: { delta: _, ...config } }) => config);
  const models = [...new Map(rows.map((row) => [row.modelId ?? shortModelName(titleOf(row)), row]))];
  const origins = await readOrigins(
    db,
    projectId,
    models.map(([id]) => id),
  );
  const { shorts, prefix } = namesOf(
    stage,
    models.map(([, row]) => row),
  );
  return writeFile(python, {
    models: shorts.map((short, at) => [origins.get(models[at]?.[0] ?? "") ?? short, short]),
    deltas: [...new Set(rows.flatMap(({ config }) => deltasOf(stage, config)))],
    config: theOne(configs, "settings besides Δ"),
    seed: theOne(
      rows.map(({ seed }) => seed ?? 0),
      "their seed",
    ),
    ...(prefix ? { prefix } : {}),
  });
}
