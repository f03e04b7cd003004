import { and, desc, eq, sql } from "drizzle-orm";
import { datasetVersion } from "@/db/schema/datasets";
import { artifact, model, run, runInput } from "@/db/schema/runs";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { RunTarget } from "../runs/launch-request";
import { stageNamed } from "../stages/stage-schemas";

export type ReadyInput =
  | { name: string; kind: "dataset"; datasetVersionId: string; type: string }
  | { name: string; kind: "model"; modelId: string; digest: string; baseDigest: string | null }
  | { name: string; kind: "run"; runId: string }
  | { name: string; kind: "files"; runId: string; digest: string };

type Db = Services["db"];
type NamedTarget = { name: string; target: { [K in keyof RunTarget]?: RunTarget[K] | null } };

/**
 * The weights below an adapter, however often it was trained further: each training goes on with the adapter that it
 * was given, so that the last one alone stands on the model at the bottom.
 */
async function readRootDigest(db: Db, projectId: string, baseModelId: string): Promise<string | null> {
  const [root] = await db.execute<{ digest: string }>(sql`
    with recursive below as (
      select id, base_model_id, artifact_id from model where project_id = ${projectId} and id = ${baseModelId}
      union
      select m.id, m.base_model_id, m.artifact_id from model m
        join below b on m.project_id = ${projectId} and m.id = b.base_model_id)
    select a.digest from below b join artifact a on a.project_id = ${projectId} and a.id = b.artifact_id
    where b.base_model_id is null`);
  return root?.digest ?? null;
}

async function readModel(db: Db, projectId: string, target: NamedTarget["target"]) {
  const which = target.modelId ? eq(model.id, target.modelId) : eq(model.madeByRunId, target.fromRunId ?? "");
  const [found] = await db
    .select({ modelId: model.id, digest: artifact.digest, baseModelId: model.baseModelId })
    .from(model)
    .innerJoin(artifact, eq(artifact.id, model.artifactId))
    .where(and(eq(model.projectId, projectId), which))
    .orderBy(desc(model.createdAt))
    .limit(1);
  if (!found) return null;
  const { baseModelId, ...own } = found;
  return { ...own, baseDigest: baseModelId === null ? null : await readRootDigest(db, projectId, baseModelId) };
}

async function readDatasetType(db: Db, projectId: string, id: string): Promise<string | null> {
  const ofVersion = and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, id));
  const [found] = await db.select({ type: datasetVersion.type }).from(datasetVersion).where(ofVersion);
  return found?.type ?? null;
}

/** What a finished run leaves for others: its texts, or the folder that a stage makes instead of them. */
async function readRunInput(db: Db, projectId: string, name: string, runId: string): Promise<ReadyInput | null> {
  const [found] = await db
    .select({ stage: run.stage })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, runId), eq(run.state, "finished")));
  if (!found) return null;
  if (found.stage !== "reference") return { name, kind: "run", runId };
  const [made] = await db
    .select({ digest: artifact.digest })
    .from(artifact)
    .where(and(eq(artifact.projectId, projectId), eq(artifact.runId, runId), eq(artifact.name, "reference")))
    .orderBy(desc(artifact.createdAt))
    .limit(1);
  return made ? { name, kind: "files", runId, digest: made.digest } : null;
}

/** Those of the named inputs that are there now; what another run has still to make is left out. */
export async function readReadyInputs(
  db: Db,
  of: { projectId: string; stage: string },
  named: readonly NamedTarget[],
): Promise<ReadyInput[]> {
  const declared = stageNamed(of.stage).inputs;
  const inputs: ReadyInput[] = [];
  for (const { name, target } of named) {
    const kind = declared.find((input) => input.name === name)?.kind;
    if (target.datasetVersionId) {
      const type = await readDatasetType(db, of.projectId, target.datasetVersionId);
      if (type) inputs.push({ name, kind: "dataset", datasetVersionId: target.datasetVersionId, type });
    } else if (kind === "model") {
      const found = await readModel(db, of.projectId, target);
      if (found) inputs.push({ name, kind, ...found });
    } else if (target.fromRunId) {
      const found = await readRunInput(db, of.projectId, name, target.fromRunId);
      if (found) inputs.push(found);
    }
  }
  return inputs;
}

/** What a run reads, with the models of its upstream runs looked up. */
export async function resolveLaunchInputs(
  db: Db,
  of: { projectId: string; runId: string; stage: string },
): Promise<ReadyInput[]> {
  const { name, datasetVersionId, modelId, fromRunId } = runInput;
  const edges = await db
    .select({ name, target: { datasetVersionId, modelId, fromRunId } })
    .from(runInput)
    .where(and(eq(runInput.projectId, of.projectId), eq(runInput.runId, of.runId)));
  const ready = await readReadyInputs(db, of, edges);
  const missing = edges.find((edge) => !ready.some((input) => input.name === edge.name));
  if (missing) throw new DomainError("InvalidState", `What input "${missing.name}" names is not there any more.`);
  return ready;
}
