import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { DATASET_TYPES, SPLITS, type Split } from "@/domain/datasets/dataset-types";
import { callRunner } from "../stages/call-runner";

const readingSchema = z.object({
  type: z.enum(DATASET_TYPES),
  format: z.string(),
  columns: z.record(z.string(), z.string()),
  rows: z.int(),
  rowsRead: z.int(),
  splits: z.partialRecord(z.enum(SPLITS), z.int()),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  problems: z.array(z.object({ row: z.int(), reason: z.string() })),
});

const rowSchema = z.object({
  split: z.enum(SPLITS),
  group: z.string(),
  section: z.string().nullable().default(null),
  source: z.string(),
  reference: z.string().nullable().default(null),
  sourceHash: z.string().regex(/^[0-9a-f]{64}$/),
  metadata: z.record(z.string(), z.unknown()).default({}),
});

export type DatasetReading = z.infer<typeof readingSchema>;
export type DatasetRow = z.infer<typeof rowSchema>;
export type HowToRead = { type?: string; columns?: Record<string, string>; split?: Split };

/** Parses a file by the runner into `outPath`, one JSON object a line, and says what it found. */
export async function readDatasetFile(
  python: string,
  path: string,
  outPath: string,
  how: HowToRead,
): Promise<DatasetReading> {
  const columns = Object.entries(how.columns ?? {}).map(([field, column]) => `${field}=${column}`);
  const answer = await callRunner(python, [
    "read-dataset",
    path,
    ...(how.type ? ["--type", how.type] : []),
    ...(columns.length > 0 ? ["--columns", columns.join(",")] : []),
    ...(how.split ? ["--split", how.split] : []),
    "--out",
    outPath,
  ]);
  return readingSchema.parse(answer);
}

export async function* readRows(path: string): AsyncGenerator<DatasetRow> {
  for await (const line of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    if (line) yield rowSchema.parse(JSON.parse(line));
  }
}
