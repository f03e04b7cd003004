import type { ImportOptions } from "@/domain/datasets/import-options";
import { readErasedHashes } from "../../erasure/erased-hashes";
import { findTokenizer } from "../find-tokenizer";
import { readFile } from "../read-file";
import { startBeat } from "./beat";
import { beginWork, type ImportRow } from "./begin-work";
import { endWork, failWork } from "./end-work";
import { makeImportFolder, uploadPath } from "./import-folder";
import { runJob } from "./import-jobs";
import type { ImportAt, ImportServices } from "./import-services";

async function readUpload(services: ImportServices, row: ImportRow, job: AbortController): Promise<void> {
  const { db, sql, home, python } = services;
  const beat = startBeat(db, { importId: row.id, state: "examining", job });
  try {
    const folder = await makeImportFolder(home, row.id);
    const file = {
      path: uploadPath(folder, row.fileName),
      folder,
      projectId: row.projectId,
      datasetVersionId: row.id,
      options: row.options,
      guess: true,
      tokenizer: await findTokenizer(db, { projectId: row.projectId, home }),
      erased: await readErasedHashes(sql, row.projectId),
    };
    const preview = await readFile(python, file, {
      signal: job.signal,
      onProgress: ({ phase, share, rows }) => beat.note({ phase, done: share, total: 1, rows }),
    });
    await beat.stop();
    await endWork(db, row.id, "examining", { state: "waiting", preview });
  } catch (error) {
    await beat.stop();
    if (!job.signal.aborted) await failWork(db, row.id, "examining", error);
  }
}

/**
 * Reads an uploaded file under the options given, storing nothing. Answers once it has begun; `done` is when the
 * preview stands, and the row says how far it is.
 */
export async function examineImport(
  services: ImportServices,
  at: ImportAt,
  options?: ImportOptions,
): Promise<{ done: Promise<void> }> {
  const change = options ? { options } : {};
  const begun = { ...change, state: "examining" as const, progress: null, failure: null };
  const row = await beginWork(services.db, at, "examine", begun);
  return { done: runJob(row.id, (job) => readUpload(services, row, job)) };
}
