import type { TransactionSql } from "postgres";
import type { Sql } from "@/db/database";
import type { DatasetOrigin } from "@/db/schema/datasets";
import { type DatasetType, isPairType } from "@/domain/datasets/dataset-types";
import type { FileReading } from "@/domain/datasets/file-preview";
import { type Statement, statementProblems } from "@/domain/datasets/statement";
import { newId } from "@/domain/identifiers";
import { DomainError } from "../errors";
import { copyExamples } from "./copy-examples";
import { inTurn } from "./dataset-lock";

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

export type StoredVersion = {
  datasetId: string;
  datasetVersionId: string;
  number: number;
  existing: boolean;
  name: string;
};

type Watch = {
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
  /** Said within the transaction, before it ends; what throws here leaves nothing stored. */
  onStored?: (tx: TransactionSql, version: StoredVersion) => Promise<void>;
};

async function findByDigest(tx: TransactionSql, given: VersionToStore): Promise<StoredVersion | null> {
  const { projectId, reading, type, statement } = given;
  const [found] = await tx<(Statement & { id: string; dataset_id: string; number: number; name: string })[]>`
    select v.id, v.dataset_id, v.number, d.name, v.holds, v.approval, v.approved_until::text as "approvedUntil"
    from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.digest = ${reading.digest} and v.type = ${type} limit 1`;
  if (!found) return null;
  if (!agrees(statement, found)) {
    const what = `These rows are stored already, as ${found.name} v${found.number}, which says otherwise what they hold or under which approval. Say it anew there.`;
    throw new DomainError("Conflict", what, [{ where: "holds", what }]);
  }
  const { id, dataset_id: datasetId, number, name } = found;
  return { datasetVersionId: id, datasetId, number, name, existing: true };
}

/** Whoever says nothing of what rows hold says nothing against what was said of them. */
function agrees(given: Statement, stored: Statement): boolean {
  if (given.holds === "unstated" && !given.approval && !given.approvedUntil) return true;
  const { holds, approval, approvedUntil } = stored;
  return given.holds === holds && given.approval === approval && given.approvedUntil === approvedUntil;
}

/** Erased between the reading of the file and now; a reading names such rows and leaves them out. */
async function refuseErased(tx: TransactionSql, projectId: string, datasetVersionId: string): Promise<void> {
  // Where nothing was ever erased, a million rows need not be looked through.
  const [ever] = await tx`select 1 from erasure where project_id = ${projectId} limit 1`;
  if (!ever) return;
  const [found] = await tx`
    with erased as (select distinct unnest(source_hashes) as hash from erasure where project_id = ${projectId}),
    erased_group as (
      select named.group_key from (
        select distinct group_key from example
        where dataset_version_id = ${datasetVersionId} and exists (select from erasure where project_id = ${projectId})
      ) named
      join erasure e on e.project_id = ${projectId} and e.group_hash = encode(sha256(convert_to(
        '[' || to_json(${projectId}::text) || ',' || to_json(named.group_key) || ']', 'UTF8')), 'hex'))
    select count(*)::int as rows from example
    where dataset_version_id = ${datasetVersionId}
      and (source_hash in (select hash from erased) or group_key in (select group_key from erased_group))`;
  if (!found?.rows) return;
  const what = `${found.rows} of these rows are of what was erased from this project since the file was read.`;
  throw new DomainError("InvalidState", `${what} Read the file again.`);
}

async function nextVersion(tx: TransactionSql, projectId: string, name: string) {
  const [found] = await tx`
    insert into dataset (id, project_id, name) values (${newId()}, ${projectId}, ${name})
    on conflict (project_id, name) do update set name = excluded.name
    returning id, (select coalesce(max(number), 0) + 1 from dataset_version where dataset_id = dataset.id) as number`;
  return { datasetId: String(found?.id), number: Number(found?.number) };
}

async function storeOnce(tx: TransactionSql, given: VersionToStore, watch: Watch): Promise<StoredVersion> {
  const { projectId, datasetVersionId, reading, statement, origin, name } = given;
  const before = await findByDigest(tx, given);
  if (before) return before;
  const { datasetId, number } = await nextVersion(tx, projectId, name);
  await tx`
    insert into dataset_version (id, project_id, dataset_id, number, type, digest, rows, bytes, split_counts, holds,
      approval, approved_until, origin, facts)
    values (${datasetVersionId}, ${projectId}, ${datasetId}, ${number}, ${given.type}, ${reading.digest},
      ${reading.rows}, ${reading.bytes}, ${JSON.stringify(reading.splits)}::text::jsonb, ${statement.holds},
      ${statement.approval}, ${statement.approvedUntil}, ${JSON.stringify(origin)}::text::jsonb,
      ${JSON.stringify(reading.facts)}::text::jsonb)`;
  await copyExamples(tx, given.rowsPath, { ...watch, pairs: isPairType(given.type) });
  // Positions are unique and written one after another, so the last says how many there are without a look at all.
  const [last] = await tx`select max(position) as position from example where dataset_version_id = ${datasetVersionId}`;
  const stored = Number(last?.position ?? -1) + 1;
  if (stored !== reading.rows) throw new Error(`${reading.rows} rows were read, ${stored} stored.`);
  await refuseErased(tx, projectId, datasetVersionId);
  return { datasetId, datasetVersionId, number, name, existing: false };
}

/** A new immutable version, wholly or not at all; the same content under the same type is stored once a project. */
export function storeVersion(sql: Sql, given: VersionToStore, watch: Watch = {}): Promise<StoredVersion> {
  const problems = statementProblems(given.statement);
  if (problems.length > 0) {
    const message = problems.map(({ what, remedy }) => `${what} ${remedy}`).join(" ");
    throw new DomainError("Validation", message, problems);
  }
  return inTurn(sql, given, watch.signal, async (tx) => {
    const version = await storeOnce(tx, given, watch);
    await watch.onStored?.(tx, version);
    return version;
  });
}
