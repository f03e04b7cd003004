import { authorise } from "../auth/authorise";
import type { Context } from "../context";
import { env } from "../env";
import { DomainError } from "../errors";
import { findTokenizer } from "./find-tokenizer";
import { type ImportedDataset, importDataset } from "./import-dataset";
import { nameOfFile, parseImportRequest } from "./import-request";
import { withUploadFolder } from "./imports/abandoned-uploads";
import { examineImport } from "./imports/examine-import";
import { saveUpload, uploadPath } from "./imports/import-folder";
import { readImport } from "./imports/import-queries";
import { openImport } from "./imports/open-import";

export type ReceivedImport = Awaited<ReturnType<typeof readImport>>;

async function authoriseUpload(ctx: Context, slug: string) {
  if (!ctx.viewer) throw new DomainError("Forbidden", "Sign in first.");
  const { projectId } = await authorise(ctx.db, ctx.viewer, slug, "datasets.write");
  return { projectId, userId: ctx.viewer.userId };
}

/** Takes a file in to be looked at before anything is stored; with `wait`, answers when the preview stands. */
export async function receiveImport(
  ctx: Context,
  parameters: Record<string, string>,
  body: ReadableStream<Uint8Array>,
  { wait }: { wait: boolean },
): Promise<ReceivedImport> {
  const { project, fileName, type, columns, split, encoding, keepAlike, withoutLabels } =
    parseImportRequest(parameters);
  const { projectId, userId } = await authoriseUpload(ctx, project);
  const { ASSAY_HOME: home, ASSAY_PYTHON: python } = env();
  const services = { db: ctx.db, sql: ctx.sql, home, python };
  const options = { type, columns, split, encoding, keepAlike, withoutLabels };
  const importId = await openImport(services, { projectId, userId, fileName, options, body });
  const { done } = await examineImport(services, { projectId, importId });
  if (wait) await done;
  return readImport(ctx.db, { projectId, importId });
}

/** Stores a file in one go. The body is streamed, never held whole. */
export async function receiveDataset(
  ctx: Context,
  parameters: Record<string, string>,
  body: ReadableStream<Uint8Array>,
): Promise<ImportedDataset> {
  const { project, fileName, name, seed, preview: _, ...how } = parseImportRequest(parameters);
  const { projectId } = await authoriseUpload(ctx, project);
  const { ASSAY_HOME: home, ASSAY_PYTHON: python } = env();
  return withUploadFolder(home, async (folder) => {
    const path = uploadPath(folder, fileName);
    await saveUpload(path, body);
    return importDataset(
      { sql: ctx.sql, python },
      {
        ...how,
        projectId,
        name: name ?? nameOfFile(fileName),
        fileName,
        path,
        scratch: folder,
        tokenizer: await findTokenizer(ctx.db, { projectId, home }),
        ...(seed === undefined ? {} : { generated: { seed } }),
      },
    );
  });
}
