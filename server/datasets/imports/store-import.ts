import { stat } from "node:fs/promises";
import type { TransactionSql } from "postgres";
import type { FilePreview, FileReading } from "@/domain/datasets/file-preview";
import { type Statement, statementProblems } from "@/domain/datasets/statement";
import { DomainError } from "../../errors";
import { originOf } from "../origin-of";
import { storeVersion } from "../store-version";
import { startBeat } from "./beat";
import { beginWork, type ImportRow } from "./begin-work";
import { endWork, failWork } from "./end-work";
import { importFolder, removeImportFolder, rowsPath } from "./import-folder";
import { runJob } from "./import-jobs";
import type { ImportAt, ImportServices } from "./import-services";

export type Confirmation = { name: string; statement: Statement };

type Ready = { preview: FilePreview; reading: FileReading; confirmation: Confirmation };

/** Version and import end in one transaction: a cancel comes before both or after both. */
async function noteStored(tx: TransactionSql, importId: string, datasetVersionId: string): Promise<void> {
  const rows = await tx`
    update dataset_import
    set state = 'stored', dataset_version_id = ${datasetVersionId}, preview = null, progress = null, beat_at = now()
    where id = ${importId} and state = 'storing' returning id`;
  if (rows.length === 0) throw new DomainError("InvalidState", "The import was cancelled before it was stored.");
}

async function storeRows(services: ImportServices, row: ImportRow, ready: Ready, job: AbortController): Promise<void> {
  const { db, sql, home } = services;
  const { preview, reading, confirmation } = ready;
  const beat = startBeat(db, { importId: row.id, state: "storing", job });
  try {
    const path = rowsPath(importFolder(home, row.id));
    const { size } = await stat(path);
    await storeVersion(
      sql,
      {
        datasetVersionId: row.id,
        projectId: row.projectId,
        name: confirmation.name,
        type: preview.type,
        statement: confirmation.statement,
        origin: originOf(preview, reading, { fileName: row.fileName, options: row.options }),
        reading,
        rowsPath: path,
      },
      {
        signal: job.signal,
        onStored: (tx, { datasetVersionId }) => noteStored(tx, row.id, datasetVersionId),
        onBytes: (bytes) => {
          const rows = Math.floor((reading.rows * bytes) / Math.max(1, size));
          beat.note({ phase: "storing", done: bytes, total: size, rows });
        },
      },
    );
    await beat.stop();
    await removeImportFolder(home, row.id);
  } catch (error) {
    await beat.stop();
    if (!job.signal.aborted) await failWork(db, row.id, "storing", error);
  }
}

function requireReady(row: ImportRow, confirmation: Confirmation): Ready {
  const { preview } = row;
  if (preview?.reading) return { preview, reading: preview.reading, confirmation };
  const missing = preview?.missing.join(" and ") ?? "the fields";
  throw new DomainError("InvalidState", `No column is chosen for ${missing}; nothing can be stored yet.`);
}

/** Stores what the preview showed. Answers once it has begun; `done` is when the version stands. */
export async function storeImport(
  services: ImportServices,
  at: ImportAt,
  confirmation: Confirmation,
): Promise<{ done: Promise<void> }> {
  const problems = statementProblems(confirmation.statement);
  if (problems.length > 0) {
    throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
  }
  const row = await beginWork(services.db, at, "store", { state: "storing", progress: null, failure: null });
  try {
    const ready = requireReady(row, confirmation);
    return { done: runJob(row.id, (job) => storeRows(services, row, ready, job)) };
  } catch (error) {
    await endWork(services.db, row.id, "storing", { state: "waiting" });
    throw error;
  }
}
