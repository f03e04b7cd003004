import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { run, runInput } from "@/db/schema/runs";
import { DomainError } from "../errors";

const versionColumns = {
  id: datasetVersion.id,
  number: datasetVersion.number,
  type: datasetVersion.type,
  digest: datasetVersion.digest,
  rows: datasetVersion.rows,
  bytes: datasetVersion.bytes,
  splitCounts: datasetVersion.splitCounts,
  holds: datasetVersion.holds,
  approval: datasetVersion.approval,
  approvedUntil: datasetVersion.approvedUntil,
  createdAt: datasetVersion.createdAt,
};

/** Datasets with their newest version, by name. */
export async function listDatasets(db: Database, at: { projectId: string; cursor: string | null; limit: number }) {
  const rows = await db
    .selectDistinctOn([dataset.name], {
      id: dataset.id,
      name: dataset.name,
      version: versionColumns,
      runs: sql<number>`(select count(distinct ${runInput.runId})::int from ${runInput}
        join dataset_version used on used.id = ${runInput.datasetVersionId} where used.dataset_id = ${dataset.id})`,
    })
    .from(dataset)
    .innerJoin(datasetVersion, eq(datasetVersion.datasetId, dataset.id))
    .where(and(eq(dataset.projectId, at.projectId), at.cursor ? gt(dataset.name, at.cursor) : undefined))
    .orderBy(asc(dataset.name), desc(datasetVersion.number))
    .limit(at.limit + 1);
  const items = rows.slice(0, at.limit);
  return { items, nextCursor: rows.length > at.limit ? (items.at(-1)?.name ?? null) : null };
}

/** One dataset with all versions, newest first, and the runs that read each. */
export async function readDataset(db: Database, at: { projectId: string; datasetId: string }) {
  const [found] = await db
    .select({ id: dataset.id, name: dataset.name, createdAt: dataset.createdAt })
    .from(dataset)
    .where(and(eq(dataset.projectId, at.projectId), eq(dataset.id, at.datasetId)));
  if (!found) throw new DomainError("NotFound", "There is no such dataset in this project.");
  const versions = await db
    .select({ ...versionColumns, origin: datasetVersion.origin })
    .from(datasetVersion)
    .where(eq(datasetVersion.datasetId, at.datasetId))
    .orderBy(desc(datasetVersion.number));
  const usedBy = await db
    .select({ versionId: datasetVersion.id, runId: run.id, name: run.name, stage: run.stage, state: run.state })
    .from(runInput)
    .innerJoin(datasetVersion, eq(datasetVersion.id, runInput.datasetVersionId))
    .innerJoin(run, eq(run.id, runInput.runId))
    .where(and(eq(runInput.projectId, at.projectId), eq(datasetVersion.datasetId, at.datasetId)))
    .orderBy(desc(run.createdAt))
    .limit(200);
  return { ...found, versions, usedBy };
}

/** What was found in the rows of a version when it was read; null where nobody looked. */
export async function readFacts(db: Database, at: { projectId: string; datasetVersionId: string }) {
  const [found] = await db
    .select({ facts: datasetVersion.facts })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.projectId, at.projectId), eq(datasetVersion.id, at.datasetVersionId)));
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  return found.facts;
}
