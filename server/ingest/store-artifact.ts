import { artifact } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";
import { registerModel } from "../models/register-model";
import { type Batch, noteChange } from "./batch";
import type { PlainEvent } from "./read-events";

type ArtifactEvent = Extract<PlainEvent, { type: "artifact" }>;

export async function storeArtifact(batch: Batch, event: ArtifactEvent): Promise<void> {
  const { tx, run, attempt } = batch;
  const { name, kind, digest, bytes, files, metadata } = event;
  const [row] = await tx
    .insert(artifact)
    .values({
      id: newId(),
      projectId: run.projectId,
      runId: run.id,
      attempt: attempt.attempt,
      name,
      kind,
      digest,
      bytes,
      files,
      metadata,
    })
    .onConflictDoUpdate({
      target: [artifact.runId, artifact.attempt, artifact.name],
      set: { kind, digest, bytes, files, metadata },
    })
    .returning();
  const makesModel = (kind === "adapter" || kind === "model") && !batch.superseded;
  if (row && makesModel) await registerModel(tx, run, row);
  noteChange(batch, "artifacts");
}
