import type { DatasetOrigin } from "@/db/schema/datasets";
import type { FilePreview, FileReading } from "@/domain/datasets/file-preview";
import type { ImportOptions } from "@/domain/datasets/import-options";

type Source = { fileName: string | null; options: ImportOptions; generatedSeed?: number };

/** Where a version came from: enough to make it again, and what of the file is not in it. */
export function originOf(preview: FilePreview, reading: FileReading, source: Source): DatasetOrigin {
  return {
    how: source.generatedSeed === undefined ? "imported" : "generated",
    fileName: source.fileName,
    format: preview.format,
    encoding: preview.encoding,
    columns: preview.mapping,
    reading: source.options,
    ...(source.generatedSeed === undefined ? {} : { seed: source.generatedSeed }),
    problems: reading.problems,
    problemCounts: reading.problemCounts,
    rowsRead: reading.rowsRead,
    groups: reading.groups,
  };
}
