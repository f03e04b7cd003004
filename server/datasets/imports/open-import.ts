import { eq } from "drizzle-orm";
import { datasetImport } from "@/db/schema/datasets";
import type { ImportOptions } from "@/domain/datasets/import-options";
import { newId } from "@/domain/identifiers";
import { DomainError } from "../../errors";
import { startBeat } from "./beat";
import { endWork } from "./end-work";
import { makeImportFolder, removeImportFolder, saveUpload, uploadPath } from "./import-folder";
import type { ImportServices } from "./import-services";
import { sweepImports } from "./sweep-imports";

type Upload = {
  projectId: string;
  userId: string;
  fileName: string;
  options: ImportOptions;
  body: ReadableStream<Uint8Array>;
};

/** Takes a file in; what does not arrive wholly leaves nothing behind. */
export async function openImport(services: ImportServices, upload: Upload): Promise<string> {
  await sweepImports(services);
  const id = newId();
  const { body, ...row } = upload;
  await services.db.insert(datasetImport).values({ ...row, id, bytes: 0, state: "receiving" });
  const job = new AbortController();
  const beat = startBeat(services.db, { importId: id, state: "receiving", job });
  try {
    const folder = await makeImportFolder(services.home, id);
    const bytes = await saveUpload(uploadPath(folder, upload.fileName), body, job.signal);
    await beat.stop();
    if (!(await endWork(services.db, id, "receiving", { bytes, state: "waiting" }))) job.abort();
    job.signal.throwIfAborted();
  } catch (error) {
    await beat.stop();
    await removeImportFolder(services.home, id);
    await services.db.delete(datasetImport).where(eq(datasetImport.id, id));
    if (job.signal.aborted) throw new DomainError("InvalidState", "The import was discarded while it arrived.");
    throw error;
  }
  return id;
}
