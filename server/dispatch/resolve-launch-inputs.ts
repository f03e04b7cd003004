import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { datasetVersion } from "@/db/schema/datasets";
import { artifact, model, runInput } from "@/db/schema/runs";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { stageNamed } from "../stages/stage-schemas";

export type ReadyInput =
  | { name: string; kind: "dataset"; datasetVersionId: string; type: string }
  | { name: string; kind: "model"; modelId: string; digest: string; baseDigest: string | null }
  | { name: string; kind: "run"; runId: string };

type Db = Services["db"];
type Of = { projectId: string; runId: string; stage: string };

async function readModel(db: Db, projectId: string, which: { modelId: string | null; madeByRunId: string | null }) {
  const base = alias(model, "base");
  const baseArtifact = alias(artifact, "base_artifact");
  const [found] = await db
    .select({ modelId: model.id, digest: artifact.digest, baseDigest: baseArtifact.digest })
    .from(model)
    .innerJoin(artifact, eq(artifact.id, model.artifactId))
    .leftJoin(base, eq(base.id, model.baseModelId))
    .leftJoin(baseArtifact, eq(baseArtifact.id, base.artifactId))
    .where(
      and(
        eq(model.projectId, projectId),
        which.modelId ? eq(model.id, which.modelId) : eq(model.madeByRunId, which.madeByRunId ?? ""),
      ),
    )
    .orderBy(desc(model.createdAt))
    .limit(1);
  return found ?? null;
}

/** What a run reads, with the models of its upstream runs looked up. */
export async function resolveLaunchInputs(db: Db, of: Of): Promise<ReadyInput[]> {
  const declared = stageNamed(of.stage).inputs;
  const edges = await db
    .select({
      name: runInput.name,
      datasetVersionId: runInput.datasetVersionId,
      modelId: runInput.modelId,
      fromRunId: runInput.fromRunId,
      type: datasetVersion.type,
    })
    .from(runInput)
    .leftJoin(datasetVersion, eq(datasetVersion.id, runInput.datasetVersionId))
    .where(and(eq(runInput.projectId, of.projectId), eq(runInput.runId, of.runId)));
  const inputs: ReadyInput[] = [];
  for (const edge of edges) {
    const { name } = edge;
    const kind = declared.find((input) => input.name === name)?.kind;
    if (edge.datasetVersionId && edge.type) {
      inputs.push({ name, kind: "dataset", datasetVersionId: edge.datasetVersionId, type: edge.type });
    } else if (kind === "model") {
      const found = await readModel(db, of.projectId, { modelId: edge.modelId, madeByRunId: edge.fromRunId });
      if (!found) throw new DomainError("InvalidState", `The model of input "${name}" is not there any more.`);
      inputs.push({ name, kind, ...found });
    } else if (edge.fromRunId) {
      inputs.push({ name, kind: "run", runId: edge.fromRunId });
    }
  }
  return inputs;
}
