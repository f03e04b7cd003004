import type { TransactionSql } from "postgres";
import type { Sql } from "@/db/database";
import type { DatasetOrigin } from "@/db/schema/datasets";
import type { DatasetType } from "@/domain/datasets/dataset-types";
import type { FileReading } from "@/domain/datasets/file-preview";
import { type Statement, statementProblems } from "@/domain/datasets/statement";
import { newId } from "@/domain/identifiers";
import { DomainError } from "../errors";
import { copyExamples } from "./copy-examples";

export type VersionToStore = {
  datasetVersionId: string;
  projectId: string;
  name: string;
  type: DatasetType;
  statement: Statement;
  origin: DatasetOrigin;
  reading: FileReading;
  /** Rows as the runner wrote them, with this version's id. */
  rowsPath: string;
};

export type StoredVersion = { datasetId: string; datasetVersionId: string; number: number; existing: boolean };

type Watch = {
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
  /** Said within the transaction, before it ends; what throws here leaves nothing stored. */
  onStored?: (tx: TransactionSql, version: StoredVersion) => Promise<void>;
};

async function findByDigest(tx: TransactionSql, { projectId, reading, type }: VersionToStore) {
  const [found] = await tx`
    select id, dataset_id, number from dataset_version
    where project_id = ${projectId} and digest = ${reading.digest} and type = ${type} limit 1`;
  return found
    ? { datasetVersionId: String(found.id), datasetId: String(found.dataset_id), number: Number(found.number) }
    : null;
}

async function nextVersion(tx: TransactionSql, projectId: string, name: string) {
  const [found] = await tx`
    insert into dataset (id, project_id, name) values (${newId()}, ${projectId}, ${name})
    on conflict (project_id, name) do update set name = excluded.name
    returning id, (select coalesce(max(number), 0) + 1 from dataset_version where dataset_id = dataset.id) as number`;
  return { datasetId: String(found?.id), number: Number(found?.number) };
}

async function storeOnce(tx: TransactionSql, given: VersionToStore, watch: Watch): Promise<StoredVersion> {
  const { projectId, datasetVersionId, reading, statement, origin } = given;
  await tx`select pg_advisory_xact_lock(hashtext(${`datasets of ${projectId}`}))`;
  const before = await findByDigest(tx, given);
  if (before) return { ...before, existing: true };
  const { datasetId, number } = await nextVersion(tx, projectId, given.name);
  await tx`
    insert into dataset_version (id, project_id, dataset_id, number, type, digest, rows, bytes, split_counts, holds,
      approval, approved_until, origin, facts)
    values (${datasetVersionId}, ${projectId}, ${datasetId}, ${number}, ${given.type}, ${reading.digest},
      ${reading.rows}, ${reading.bytes}, ${JSON.stringify(reading.splits)}::text::jsonb, ${statement.holds},
      ${statement.approval}, ${statement.approvedUntil}, ${JSON.stringify(origin)}::text::jsonb,
      ${JSON.stringify(reading.facts)}::text::jsonb)`;
  await copyExamples(tx, given.rowsPath, watch);
  const [counted] = await tx`select count(*)::int as rows from example where dataset_version_id = ${datasetVersionId}`;
  if (counted?.rows !== reading.rows) throw new Error(`${reading.rows} rows were read, ${counted?.rows} stored.`);
  return { datasetId, datasetVersionId, number, existing: false };
}

/** A new immutable version, wholly or not at all; the same content under the same type is stored once a project. */
export function storeVersion(sql: Sql, given: VersionToStore, watch: Watch = {}): Promise<StoredVersion> {
  const problems = statementProblems(given.statement);
  if (problems.length > 0) {
    const message = problems.map(({ what, remedy }) => `${what} ${remedy}`).join(" ");
    throw new DomainError("Validation", message, problems);
  }
  return sql.begin(async (tx) => {
    const version = await storeOnce(tx, given, watch);
    await watch.onStored?.(tx, version);
    return version;
  });
}
