import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FilePreview, RowProblem } from "@/domain/datasets/file-preview";
import type { ImportOptions } from "@/domain/datasets/import-options";
import type { Statement } from "@/domain/datasets/statement";
import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { readErasedHashes } from "../erasure/erased-hashes";
import { DomainError } from "../errors";
import { originOf } from "./origin-of";
import { readFile, type Tokenizer } from "./read-file";
import { type StoredVersion, storeVersion } from "./store-version";

export type DatasetImport = Pick<Statement, "holds"> &
  Partial<Statement> &
  ImportOptions & {
    projectId: string;
    name: string;
    fileName: string | null;
    /** Where the file lies; the caller removes it. */
    path: string;
    /** Where the rows may lie meanwhile. */
    scratch?: string;
    tokenizer?: Tokenizer | null;
    generated?: { seed: number };
  };

export type ImportedDataset = StoredVersion & {
  rows: number;
  type: string;
  format: string;
  problems: RowProblem[];
  problemCounts: { reason: string; rows: number }[];
};

function requireReading(preview: FilePreview) {
  if (preview.reading) return preview.reading;
  throw new DomainError("Validation", `No column is known for ${preview.missing.join(" and ")}.`);
}

/** Reads and stores a file in one go, for callers that know what it holds; columns are not guessed. */
export async function importDataset(
  { sql, python }: Pick<Services, "sql"> & { python: string },
  given: DatasetImport,
): Promise<ImportedDataset> {
  const { projectId, name, fileName, path, holds, approval = null, approvedUntil = null, generated } = given;
  const { type, columns, split, encoding, seed, keepAlike, withoutLabels } = given;
  const options = { type, columns, split, encoding, seed, keepAlike, withoutLabels };
  const datasetVersionId = newId();
  const folder = await mkdtemp(join(given.scratch ?? tmpdir(), "assay-dataset-"));
  try {
    const preview = await readFile(python, {
      ...{ path, folder, projectId, datasetVersionId, options, guess: false },
      tokenizer: given.tokenizer ?? null,
      erased: await readErasedHashes(sql, projectId),
    });
    const reading = requireReading(preview);
    const version = await storeVersion(sql, {
      datasetVersionId,
      projectId,
      name,
      type: preview.type,
      statement: { holds, approval, approvedUntil },
      origin: originOf(preview, reading, { fileName, options, generatedSeed: generated?.seed }),
      reading,
      rowsPath: join(folder, "rows.copy"),
    });
    const { rows, problems, problemCounts } = reading;
    return { ...version, rows, type: preview.type, format: preview.format, problems, problemCounts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
