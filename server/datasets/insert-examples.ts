import type { TransactionSql } from "postgres";
import { newId } from "@/domain/identifiers";
import type { DatasetRow } from "./read-dataset-file";

const BATCH = 2_000;

type Version = { projectId: string; datasetVersionId: string };

async function insertBatch(tx: TransactionSql, of: Version, rows: readonly DatasetRow[], first: number): Promise<void> {
  const column = <T>(read: (row: DatasetRow, index: number) => T) => rows.map(read);
  await tx`
    insert into example (id, project_id, dataset_version_id, position, split, group_key, section, source, reference,
      source_hash, metadata)
    select id, ${of.projectId}, ${of.datasetVersionId}, position, split, group_key, section, source, reference,
      source_hash, metadata::jsonb
    from unnest(
      ${column(() => newId())}::text[], ${column((_, index) => first + index)}::int[],
      ${column((row) => row.split)}::text[], ${column((row) => row.group)}::text[],
      ${column((row) => row.section)}::text[], ${column((row) => row.source)}::text[],
      ${column((row) => row.reference)}::text[], ${column((row) => row.sourceHash)}::text[],
      ${column((row) => JSON.stringify(row.metadata))}::text[]
    ) as given (id, position, split, group_key, section, source, reference, source_hash, metadata)`;
}

/** Stores the rows in order; returns how many there were. */
export async function insertExamples(
  tx: TransactionSql,
  of: Version,
  rows: AsyncIterable<DatasetRow>,
): Promise<number> {
  let batch: DatasetRow[] = [];
  let stored = 0;
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await insertBatch(tx, of, batch, stored);
    stored += batch.length;
    batch = [];
  }
  if (batch.length > 0) await insertBatch(tx, of, batch, stored);
  return stored + batch.length;
}
