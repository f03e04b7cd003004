import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
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

async function readModel(db: Db, projectId: string, target: NamedTarget["target"]) {
  const base = alias(model, "base");
  const baseArtifact = alias(artifact, "base_artifact");
  const which = target.modelId ? eq(model.id, target.modelId) : eq(model.madeByRunId, target.fromRunId ?? "");
  const [found] = await db
    .select({ modelId: model.id, digest: artifact.digest, baseDigest: baseArtifact.digest })
    .from(model)
    .innerJoin(artifact, eq(artifact.id, model.artifactId))
    .leftJoin(base, eq(base.id, model.baseModelId))
    .leftJoin(baseArtifact, eq(baseArtifact.id, base.artifactId))
    .where(and(eq(model.projectId, projectId), which))
    .orderBy(desc(model.createdAt))
    .limit(1);
  return found ?? null;
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
