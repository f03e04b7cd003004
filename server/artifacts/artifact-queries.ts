import { and, asc, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { projectMember } from "@/db/schema/people";
import { artifact, checkpoint } from "@/db/schema/runs";
import { mayDo } from "@/domain/access";
import { DomainError } from "../errors";

export async function listArtifacts(db: Database, within: { projectId: string; runId: string }) {
  const [artifacts, checkpoints] = await Promise.all([
    db
      .select({
        id: artifact.id,
        attempt: artifact.attempt,
        name: artifact.name,
        kind: artifact.kind,
        digest: artifact.digest,
        bytes: artifact.bytes,
        files: artifact.files,
        metadata: artifact.metadata,
        createdAt: artifact.createdAt,
      })
      .from(artifact)
      .where(and(eq(artifact.projectId, within.projectId), eq(artifact.runId, within.runId)))
      .orderBy(desc(artifact.attempt), asc(artifact.name)),
    db
      .select({
        step: checkpoint.step,
        attempt: checkpoint.attempt,
        bytes: checkpoint.bytes,
        reason: checkpoint.reason,
        metric: checkpoint.metric,
        kept: checkpoint.kept,
        createdAt: checkpoint.createdAt,
      })
      .from(checkpoint)
      .where(and(eq(checkpoint.projectId, within.projectId), eq(checkpoint.runId, within.runId)))
      .orderBy(asc(checkpoint.step)),
  ]);
  return { artifacts, checkpoints };
}

/** For the download: no slug in the address, so membership is found from the artifact itself. */
export async function readArtifactForUser(db: Database, by: { artifactId: string; userId: string }) {
  const [row] = await db
    .select({ name: artifact.name, digest: artifact.digest, files: artifact.files, role: projectMember.role })
    .from(artifact)
    .innerJoin(projectMember, and(eq(projectMember.projectId, artifact.projectId), eq(projectMember.userId, by.userId)))
    .where(eq(artifact.id, by.artifactId));
  if (!row) throw new DomainError("NotFound", "There is no such artifact that you can open.");
  if (!mayDo(row.role, "project.read")) {
    throw new DomainError("Forbidden", `Your role in this project (${row.role}) does not allow this.`);
  }
  return row;
}

export async function readArtifact(db: Database, within: { projectId: string; artifactId: string }) {
  const [row] = await db
    .select({ name: artifact.name, digest: artifact.digest })
    .from(artifact)
    .where(and(eq(artifact.projectId, within.projectId), eq(artifact.id, within.artifactId)));
  if (!row) throw new DomainError("NotFound", "There is no such artifact in this project.");
  return row;
}
