import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/database";
import { model } from "@/db/schema/runs";
import { DomainError } from "../errors";
import { nameSweep } from "../runs/name-sweep";
import { defaultOf } from "../runs/resolve-inputs";
import { overModels, type SweepRequest } from "../runs/sweep-request";
import { callRunner } from "../stages/call-runner";
import { stageNamed } from "../stages/stage-schemas";

type FileServices = { db: Database; python: string };

/** What the runner writes the file of. */
export type FileSweep = {
  models: [id: string, short: string][];
  deltas: number[];
  config: Record<string, unknown>;
  seed: number;
  prefix?: string;
};

const writtenSchema = z.object({ text: z.string() });

export function refuse(where: string, what: string, remedy: string): DomainError {
  return new DomainError("Validation", `${what} ${remedy}`, [{ where, what, remedy }]);
}

export async function writeFile(python: string, sweep: FileSweep): Promise<{ fileName: string; text: string }> {
  const given = JSON.stringify(sweep);
  const { text } = writtenSchema.parse(await callRunner(python, ["factual-config", "-", "--write"], given));
  return { fileName: "config.yaml", text };
}

/** Where models came from, as another machine can get them; those made here under their name. */
export async function readOrigins(db: Database, projectId: string, ids: readonly string[]) {
  const rows = await db
    .select({ id: model.id, name: model.name, source: model.source, reference: model.reference })
    .from(model)
    .where(and(eq(model.projectId, projectId), inArray(model.id, [...ids])));
  return new Map(rows.map(({ id, name, source, reference }) => [id, source === "hub" ? reference : name]));
}

export function deltasOf(stage: string, config: Readonly<Record<string, unknown>>, varied: readonly unknown[] = []) {
  if (stage === "dpo") return [];
  const given = varied.length > 0 ? varied : [config.delta ?? defaultOf(stageNamed(stage), "delta")];
  return z.array(z.number()).parse(given);
}

/** A sweep as AIXpert's pipeline writes it down, or what the file has no place for. */
export async function writeSweepFile({ db, python }: FileServices, projectId: string, request: SweepRequest) {
  const { stage, vary, seeds, name } = request;
  if (stage !== "dpo" && stage !== "fdpo") {
    throw refuse("stage", "AIXpert's file holds DPO and Factual-DPO.", "Choose the stage dpo or fdpo.");
  }
  const [other] = Object.entries(vary).filter(([key, values]) => key !== "delta" && values.length > 1);
  if (other)
    throw refuse(`config.${other[0]}`, `The file has no place for several ${other[0]}.`, "Write one file each.");
  if (seeds.length > 1) throw refuse("seed", "The file has a place for one seed.", "Write one file a seed.");
  const { models, problems } = await nameSweep(db, projectId, request);
  const wrong = problems.filter(({ where }) => where.startsWith("models") || where === "inputs.model");
  if (wrong.length > 0) throw new DomainError("Validation", wrong.map(({ what }) => what).join(" "), wrong);
  const ids = overModels(request).map((each) => each.request.inputs.model?.modelId ?? "");
  const origins = await readOrigins(db, projectId, ids);
  const fixed = Object.fromEntries(Object.entries(vary).map(([key, [value]]) => [key, value]));
  const { delta: _, ...config } = { ...request.config, ...fixed };
  return writeFile(python, {
    models: models.map(({ title, short }, at) => [origins.get(ids[at] ?? "") ?? title, short]),
    deltas: deltasOf(stage, request.config, vary.delta),
    config,
    seed: seeds[0] ?? 3407,
    ...(name ? { prefix: name } : {}),
  });
}
