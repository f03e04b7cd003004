import { beginWork } from "./begin-work";
import { removeImportFolder } from "./import-folder";
import { abortJob } from "./import-jobs";
import type { ImportAt, ImportServices } from "./import-services";

/** Ends an import wherever it stands before it is stored; nothing of the file stays. */
export async function cancelImport({ db, home }: ImportServices, at: ImportAt): Promise<void> {
  await beginWork(db, at, "cancel", { state: "cancelled", preview: null, progress: null });
  abortJob(at.importId);
  await removeImportFolder(home, at.importId);
}
