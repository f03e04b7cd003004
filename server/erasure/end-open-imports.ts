import type { TransactionSql } from "postgres";
import { removeImportFolder } from "../datasets/imports/import-folder";
import { abortJob } from "../datasets/imports/import-jobs";
import { OPEN_IMPORTS } from "./find-group";

const WHY = "A patient or document was erased from this project, so open imports were ended. Bring the file again.";

/** Ends every import that is open, because its file, its rows and its preview may hold what is erased. */
export async function endOpenImports(tx: TransactionSql, home: string, projectId: string): Promise<string[]> {
  const failure = JSON.stringify({ message: WHY, problems: [] });
  const ended = await tx<{ id: string }[]>`
    update dataset_import
    set state = 'cancelled', preview = null, progress = null, failure = ${failure}::text::jsonb, beat_at = now()
    where project_id = ${projectId} and state = any(${OPEN_IMPORTS}) returning id`;
  const ids = ended.map(({ id }) => id);
  await removeImports(home, ids);
  return ids;
}

/** Once more when the end is seen by everybody: whoever worked on a file may have written meanwhile. */
export async function removeImports(home: string, importIds: readonly string[]): Promise<void> {
  for (const id of importIds) {
    abortJob(id);
    await removeImportFolder(home, id);
  }
}
