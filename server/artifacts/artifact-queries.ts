import { and, asc, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { project } from "@/db/schema/people";
import { artifact, checkpoint } from "@/db/schema/runs";
import { AccessRefusal } from "../auth/access-refusal";
import { authorise } from "../auth/authorise";
import type { Viewer } from "../context";
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

/** For the download: no slug in the address, so the project is found from the artifact itself. */
export async function readArtifactForViewer(db: Database, by: { artifactId: string; viewer: Viewer }) {
  const missing = new AccessRefusal("NotFound", "There is no such artifact that you can open.");
  const [row] = await db
    .select({ name: artifact.name, digest: artifact.digest, files: artifact.files, slug: project.slug })
    .from(artifact)
    .innerJoin(project, eq(project.id, artifact.projectId))
    .where(eq(artifact.id, by.artifactId));
  if (!row) throw missing;
  try {
    await authorise(db, by.viewer, row.slug, "project.read");
  } catch (error) {
    // The refusal would name a project that the person may not know of.
    throw error instanceof AccessRefusal && error.kind === "NotFound" ? missing : error;
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
