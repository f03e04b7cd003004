import { and, desc, eq, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { artifact, model, run } from "@/db/schema/runs";
import { DomainError } from "../errors";

const base = alias(model, "base");

const columns = {
  id: model.id,
  name: model.name,
  source: model.source,
  reference: model.reference,
  revision: model.revision,
  license: model.license,
  licenseNote: model.licenseNote,
  parameters: model.parameters,
  createdAt: model.createdAt,
  baseModel: { id: base.id, name: base.name },
  artifact: { id: artifact.id, kind: artifact.kind, digest: artifact.digest, bytes: artifact.bytes },
  madeBy: { id: run.id, name: run.name, stage: run.stage },
};

function selectModels(db: Database) {
  return db
    .select(columns)
    .from(model)
    .innerJoin(artifact, eq(artifact.id, model.artifactId))
    .innerJoin(run, eq(run.id, model.madeByRunId))
    .leftJoin(base, eq(base.id, model.baseModelId));
}

/** Newest first. */
export async function listModels(db: Database, at: { projectId: string; cursor: Date | null; limit: number }) {
  const rows = await selectModels(db)
    .where(and(eq(model.projectId, at.projectId), at.cursor ? lt(model.createdAt, at.cursor) : undefined))
    .orderBy(desc(model.createdAt))
    .limit(at.limit + 1);
  const items = rows.slice(0, at.limit);
  return { items, nextCursor: rows.length > at.limit ? (items.at(-1)?.createdAt ?? null) : null };
}

export async function readModel(db: Database, at: { projectId: string; modelId: string }) {
  const [found] = await selectModels(db).where(and(eq(model.projectId, at.projectId), eq(model.id, at.modelId)));
  if (!found) throw new DomainError("NotFound", "There is no such model in this project.");
  return found;
}
