import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { type FilePreview, filePreviewSchema } from "@/domain/datasets/file-preview";
import type { ImportOptions } from "@/domain/datasets/import-options";
import { DomainError } from "../errors";
import { Turnstile } from "../ingest/turnstile";
import { runnerEnvironment } from "../stages/runner-environment";

/** Each reader takes a processor and up to gigabytes; more of them wait. */
const READERS = 2;
const ANSWER_MAX_CHARACTERS = 64 * 1024 * 1024;

const shared = globalThis as typeof globalThis & { assayReaders?: Turnstile };

const progressSchema = z.object({ phase: z.string(), share: z.number(), rows: z.int() });
export type ReadProgress = z.infer<typeof progressSchema>;

export type Tokenizer = { name: string; path: string };

export type FileToRead = {
  path: string;
  /** Where `rows.copy` is written to. */
  folder: string;
  projectId: string;
  datasetVersionId: string;
  options: ImportOptions;
  /** Take columns with names much like a field's; without, what is not plain is refused. */
  guess: boolean;
  tokenizer: Tokenizer | null;
  /** Hashes of sources and names that were erased from the project: rows that bring one again are left out and named. */
  erased: readonly string[];
  /** The file is Assay's own and says where its pairs come from. */
  ownPairs?: boolean;
};

type Watch = { signal?: AbortSignal; onProgress?: (progress: ReadProgress) => void };

function argumentsOf(file: FileToRead): string[] {
  const { path, folder, projectId, datasetVersionId, options, guess, tokenizer, erased } = file;
  const { type, columns, split, encoding, seed, keepAlike, withoutLabels } = options;
  return [
    ...["-m", "runners", "read-dataset", path, "--out", folder, "--project", projectId, "--version", datasetVersionId],
    ...(type ? ["--type", type] : []),
    ...(columns && Object.keys(columns).length > 0 ? ["--columns", JSON.stringify(columns)] : []),
    ...(split ? ["--split", split] : []),
    ...(encoding ? ["--encoding", encoding] : []),
    ...(seed === undefined ? [] : ["--seed", String(seed)]),
    ...(keepAlike ? ["--keep-alike"] : []),
    ...(withoutLabels ? ["--without-labels", withoutLabels] : []),
    ...(file.ownPairs ? ["--own-pairs"] : []),
    ...(guess ? ["--guess"] : []),
    ...(erased.length > 0 ? ["--erased", erasedPath(folder)] : []),
    ...(tokenizer ? ["--tokenizer", tokenizer.path, "--tokenizer-name", tokenizer.name] : []),
  ];
}

const erasedPath = (folder: string) => join(folder, "erased");

const refusalSchema = z.object({
  error: z.object({ reason: z.string(), remedy: z.string().nullish(), field: z.string().nullish() }),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What the runner refuses, it refuses in one sentence; a stack that it leaves instead may hold text and is not told. */
function refusalOf(stdout: string, code: number | null): DomainError {
  const said = refusalSchema.safeParse(parseJson(stdout));
  if (!said.success) {
    const why = code === null ? "was ended by the system, perhaps for want of memory" : `ended with code ${code}`;
    return new DomainError("Validation", `The file could not be read: the program that reads it ${why}.`);
  }
  const { reason, remedy, field } = said.data.error;
  const problem = { where: field ?? "file", what: reason, ...(remedy ? { remedy } : {}) };
  return new DomainError("Validation", [reason, remedy].filter(Boolean).join(" "), [problem]);
}

async function collect(stream: Readable): Promise<string> {
  let text = "";
  for await (const piece of stream.setEncoding("utf8")) {
    text += piece;
    if (text.length > ANSWER_MAX_CHARACTERS) throw new DomainError("Validation", "The file has too many columns.");
  }
  return text;
}

async function follow(stream: Readable, onProgress: Watch["onProgress"]): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const progress = progressSchema.safeParse(parseJson(line));
    if (progress.success) onProgress?.(progress.data);
  }
}

/** Has the runner read a file: the rows into the folder, the preview as the answer. Aborting ends the program. */
export async function readFile(python: string, file: FileToRead, watch: Watch = {}): Promise<FilePreview> {
  if (file.erased.length > 0) await writeFile(erasedPath(file.folder), file.erased.join("\n"));
  shared.assayReaders ??= new Turnstile(READERS);
  return shared.assayReaders.pass(() => read(python, file, watch));
}

async function read(python: string, file: FileToRead, watch: Watch): Promise<FilePreview> {
  watch.signal?.throwIfAborted();
  const child = spawn(python, argumentsOf(file), {
    cwd: process.cwd(),
    env: runnerEnvironment(process.env),
    stdio: ["ignore", "pipe", "pipe"],
    signal: watch.signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  try {
    const [code, stdout] = await Promise.all([ended, collect(child.stdout), follow(child.stderr, watch.onProgress)]);
    if (code !== 0) throw refusalOf(stdout, code);
    return filePreviewSchema.parse(JSON.parse(stdout));
  } finally {
    child.kill("SIGKILL");
  }
}
