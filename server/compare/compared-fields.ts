import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { artifact, run, runAttempt, runParam } from "@/db/schema/runs";
import { FieldTable, type NamedField } from "@/domain/comparison/differing-fields";
import type { Services } from "../context";
import { readRunInputs } from "../runs/run-inputs-queries";
import { stageSchemas } from "../stages/stage-schemas";
import { readStanding, type Standing, type StandingRun } from "./compared-runs-queries";
import { chainOf } from "./describe-runs";

type Of = { projectId: string; runIds: readonly string[] };

/** The setting as its stage calls it; what stands behind a run is named by its stage. */
function nameSetting(stage: string, key: string, behind: boolean): NamedField {
  const properties = stageSchemas().get(stage)?.config.properties;
  const property = (properties as Record<string, { title?: string; unit?: string }> | undefined)?.[key];
  const title = property?.title ?? key;
  return {
    group: "configuration",
    key: behind ? `${stage} ${key}` : key,
    title: behind ? `${title} of ${stage}` : title,
    unit: property?.unit ?? null,
  };
}

async function putSettings(db: Database, projectId: string, standing: Standing, table: FieldTable): Promise<void> {
  const chains = new Map(standing.runs.map((run) => [run.id, chainOf(standing, run)]));
  const all = [...new Set([...chains.values()].flat().map(({ id }) => id))];
  const params = await db
    .select({ runId: runParam.runId, key: runParam.key, text: runParam.text })
    .from(runParam)
    .where(and(eq(runParam.projectId, projectId), inArray(runParam.runId, all)));
  const byRun = new Map<string, { key: string; text: string }[]>();
  for (const { runId, ...param } of params) {
    const held = byRun.get(runId) ?? [];
    held.push(param);
    byRun.set(runId, held);
  }
  const put = (runId: string, from: StandingRun, behind: boolean) => {
    const seed = { group: "configuration", key: behind ? `${from.stage} seed` : "seed", unit: null } as const;
    table.put(runId, { ...seed, title: behind ? `Seed of ${from.stage}` : "Seed" }, from.seed?.toString() ?? null);
    for (const { key, text } of byRun.get(from.id) ?? []) table.put(runId, nameSetting(from.stage, key, behind), text);
  };
  for (const run of standing.runs) {
    table.put(run.id, { group: "code", key: "stage", title: "Stage", unit: null }, run.stage);
    for (const from of chains.get(run.id) ?? []) put(run.id, from, from.id !== run.id);
  }
}

const words = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

async function putInputs(db: Database, of: Of, table: FieldTable): Promise<void> {
  for (const [runId, inputs] of await readRunInputs(db, of)) {
    for (const input of inputs) {
      const field = { group: "data", key: input.name, title: words(input.name), unit: null } as const;
      if (input.kind === "dataset") table.put(runId, field, `${input.dataset} v${input.version}`);
      else if (input.kind === "model") table.put(runId, field, input.model);
      else table.put(runId, field, input.name === "model" && input.model ? input.model : input.run);
    }
  }
}

const PACKAGES_OF_CODE = new Set(["assay", "commit", "git"]);

async function putAttempts(db: Database, { projectId, runIds }: Of, table: FieldTable): Promise<void> {
  const rows = await db
    .select({
      runId: runAttempt.runId,
      executor: run.executor,
      host: runAttempt.host,
      device: runAttempt.device,
      devices: runAttempt.devices,
      versions: runAttempt.versions,
    })
    .from(runAttempt)
    .innerJoin(run, and(eq(run.id, runAttempt.runId), eq(run.attempt, runAttempt.attempt)))
    .where(and(eq(runAttempt.projectId, projectId), inArray(runAttempt.runId, [...runIds])));
  for (const { runId, executor, host, device, devices, versions } of rows) {
    const put = (key: string, title: string, value: string | null) =>
      table.put(runId, { group: "environment", key, title, unit: null }, value);
    put("executor", "Executor", executor);
    put("host", "Machine", host);
    put("device", "Device", device);
    put("devices", "Devices", devices?.map(({ kind, name }) => `${kind}: ${name}`).join("; ") ?? null);
    for (const [name, version] of Object.entries(versions ?? {})) {
      const group = PACKAGES_OF_CODE.has(name) ? "code" : "environment";
      table.put(runId, { group, key: `version ${name}`, title: name, unit: null }, version);
    }
  }
}

/** The state of the code that a program ran from, as its runner kept it. */
async function putCode(db: Database, { projectId, runIds }: Of, table: FieldTable): Promise<void> {
  const rows = await db
    .select({ runId: artifact.runId, digest: artifact.digest, metadata: artifact.metadata })
    .from(artifact)
    .where(and(eq(artifact.projectId, projectId), inArray(artifact.runId, [...runIds]), eq(artifact.name, "code.diff")))
    .orderBy(artifact.attempt);
  for (const { runId, digest, metadata } of rows) {
    const put = (key: string, title: string, value: unknown) =>
      table.put(runId, { group: "code", key, title, unit: null }, value === undefined ? null : String(value));
    put("commit", "Commit", metadata.commit);
    put("branch", "Branch", metadata.branch);
    const unchanged = metadata.changed === null ? "not known" : "none";
    put("difference", "Changes beside the commit", metadata.changed === true ? digest.slice(0, 12) : unchanged);
    put("untracked", "Untracked files", metadata.untracked);
  }
}

/** What of configuration, data, code and environment differs between runs; in the order of the runs found. */
export async function readComparedFields({ db, sql }: Pick<Services, "db" | "sql">, of: Of) {
  const standing = await readStanding({ db, sql }, of);
  const here = { projectId: of.projectId, runIds: standing.runs.map(({ id }) => id) };
  const table = new FieldTable();
  if (here.runIds.length > 0) {
    await Promise.all([
      putSettings(db, of.projectId, standing, table),
      putInputs(db, here, table),
      putAttempts(db, here, table),
      putCode(db, here, table),
    ]);
  }
  const runs = standing.runs.map(({ id, name }) => ({ id, name }));
  return { runs, ...table.differing(here.runIds) };
}
