import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { z } from "zod";
import { DATASET_TYPES, HOLDS, SPLITS } from "@/domain/datasets/dataset-types";
import { authorise } from "../auth/authorise";
import type { Context } from "../context";
import { env } from "../env";
import { DomainError } from "../errors";
import { type ImportedDataset, importDataset } from "./import-dataset";

/** `source=dialogue,reference=note`. */
const columnsSchema = z.string().transform((text, context) => {
  const pairs = text.split(",").map((pair) => pair.split("=", 2));
  if (pairs.some(([field, column]) => !field || !column)) {
    context.addIssue({ code: "custom", message: "Columns are written source=dialogue,reference=note." });
    return z.NEVER;
  }
  return Object.fromEntries(pairs) as Record<string, string>;
});

const requestSchema = z.object({
  project: z.string().min(1),
  fileName: z.string().min(1).max(255),
  name: z.string().trim().min(1).max(120).optional(),
  type: z.enum(DATASET_TYPES).optional(),
  columns: columnsSchema.optional(),
  split: z.enum(SPLITS).optional(),
  holds: z.enum(HOLDS).default("unstated"),
  seed: z.coerce.number().int().optional(),
});

/** Keeps an upload in a temporary file while it is read; the body is streamed, never held whole. */
export async function receiveDataset(
  ctx: Context,
  parameters: Record<string, string>,
  body: ReadableStream<Uint8Array>,
): Promise<ImportedDataset> {
  const parsed = requestSchema.safeParse(parameters);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ where: issue.path.join("."), what: issue.message }));
    throw new DomainError("Validation", "The request does not say how to import.", problems);
  }
  const { project, fileName, name, type, columns, split, holds, seed } = parsed.data;
  if (!ctx.viewer) throw new DomainError("Forbidden", "Sign in first.");
  const { projectId } = await authorise(ctx.db, ctx.viewer, project, "datasets.write");
  const folder = await mkdtemp(join(tmpdir(), "assay-upload-"));
  try {
    const safeName = basename(fileName).replace(/[^\w.-]+/g, "_");
    const path = join(folder, safeName);
    await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), createWriteStream(path, { mode: 0o600 }));
    return await importDataset(
      { sql: ctx.sql, python: env().ASSAY_PYTHON },
      {
        projectId,
        name: name ?? fileName.replace(/\.\w+$/, ""),
        fileName,
        type,
        columns,
        split,
        holds,
        path,
        ...(seed === undefined ? {} : { generated: { seed } }),
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
