import { and, desc, eq, notInArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetImport, datasetVersion } from "@/db/schema/datasets";
import { IMPORT_RULES } from "@/domain/datasets/import-rules";
import { DomainError } from "../../errors";
import { silentSince } from "./begin-work";
import type { ImportAt } from "./import-services";

const headColumns = {
  id: datasetImport.id,
  fileName: datasetImport.fileName,
  bytes: datasetImport.bytes,
  state: datasetImport.state,
  progress: datasetImport.progress,
  createdAt: datasetImport.createdAt,
  beatAt: datasetImport.beatAt,
};

/** Imports that are not at their end, newest first. */
export function listImports(db: Database, { projectId }: { projectId: string }) {
  return db
    .select(headColumns)
    .from(datasetImport)
    .where(and(eq(datasetImport.projectId, projectId), notInArray(datasetImport.state, ["stored", "cancelled"])))
    .orderBy(desc(datasetImport.createdAt))
    .limit(50);
}

/** One import; `silent` where whoever worked on it has died, so that it can be begun anew. */
export async function readImport(db: Database, { projectId, importId }: ImportAt) {
  const [found] = await db
    .select({
      ...headColumns,
      options: datasetImport.options,
      preview: datasetImport.preview,
      failure: datasetImport.failure,
      datasetVersionId: datasetImport.datasetVersionId,
      datasetId: datasetVersion.datasetId,
    })
    .from(datasetImport)
    .leftJoin(datasetVersion, eq(datasetVersion.id, datasetImport.datasetVersionId))
    .where(and(eq(datasetImport.projectId, projectId), eq(datasetImport.id, importId)));
  if (!found) throw new DomainError("NotFound", "There is no such import in this project. It may have been swept.");
  const { beatAt, ...rest } = found;
  // An import's id becomes its version's, unless these rows were a version already.
  const existing = found.datasetVersionId !== null && found.datasetVersionId !== found.id;
  return { ...rest, existing, silent: IMPORT_RULES[found.state].working && beatAt < silentSince() };
}
