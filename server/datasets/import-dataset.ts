import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TransactionSql } from "postgres";
import type { DatasetOrigin } from "@/db/schema/datasets";
import type { Holds } from "@/domain/datasets/dataset-types";
import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { insertExamples } from "./insert-examples";
import { type DatasetReading, type HowToRead, readDatasetFile, readRows } from "./read-dataset-file";

export type DatasetImport = HowToRead & {
  projectId: string;
  name: string;
  fileName: string | null;
  holds: Holds;
  /** Where the uploaded file lies; the caller removes it. */
  path: string;
  generated?: { seed: number };
};

export type ImportedDataset = {
  datasetId: string;
  datasetVersionId: string;
  number: number;
  rows: number;
  type: string;
  format: string;
  /** The same content was there already, and nothing was stored. */
  existing: boolean;
  problems: { row: number; reason: string }[];
};

async function findByDigest(tx: TransactionSql, projectId: string, reading: DatasetReading) {
  const [found] = await tx`
    select id, dataset_id, number from dataset_version
    where project_id = ${projectId} and digest = ${reading.digest} and type = ${reading.type} limit 1`;
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

function originOf(given: DatasetImport, reading: DatasetReading): DatasetOrigin {
  return {
    how: given.generated ? "generated" : "imported",
    fileName: given.fileName,
    format: reading.format,
    columns: reading.columns,
    ...(given.generated ? { seed: given.generated.seed } : {}),
    problems: reading.problems,
    rowsRead: reading.rowsRead,
  };
}

async function storeVersion(tx: TransactionSql, given: DatasetImport, reading: DatasetReading, rowsPath: string) {
  const { projectId } = given;
  await tx`select pg_advisory_xact_lock(hashtext(${`datasets of ${projectId}`}))`;
  const before = await findByDigest(tx, projectId, reading);
  if (before) return { ...before, existing: true };
  const { datasetId, number } = await nextVersion(tx, projectId, given.name);
  const datasetVersionId = newId();
  const { size } = await stat(rowsPath);
  await tx`
    insert into dataset_version (id, project_id, dataset_id, number, type, digest, rows, bytes, split_counts, holds, origin)
    values (${datasetVersionId}, ${projectId}, ${datasetId}, ${number}, ${reading.type}, ${reading.digest},
      ${reading.rows}, ${size}, ${JSON.stringify(reading.splits)}::text::jsonb, ${given.holds},
      ${JSON.stringify(originOf(given, reading))}::text::jsonb)`;
  const stored = await insertExamples(tx, { projectId, datasetVersionId }, readRows(rowsPath));
  if (stored !== reading.rows) throw new Error(`read-dataset announced ${reading.rows} rows and wrote ${stored}.`);
  return { datasetId, datasetVersionId, number, existing: false };
}

/** Stores a file as a new immutable version, wholly or not at all. */
export async function importDataset(
  { sql, python }: Pick<Services, "sql"> & { python: string },
  given: DatasetImport,
): Promise<ImportedDataset> {
  const folder = await mkdtemp(join(tmpdir(), "assay-dataset-"));
  try {
    const rowsPath = join(folder, "rows.jsonl");
    const reading = await readDatasetFile(python, given.path, rowsPath, given);
    if (reading.rows === 0) {
      const problems = reading.problems.slice(0, 20).map(({ row, reason }) => ({ where: `row ${row}`, what: reason }));
      throw new DomainError("Validation", "The file holds no usable row.", problems);
    }
    const version = await sql.begin((tx) => storeVersion(tx, given, reading, rowsPath));
    return { ...version, rows: reading.rows, type: reading.type, format: reading.format, problems: reading.problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
