import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetImport, type ImportFailure } from "@/db/schema/datasets";
import type { ImportState } from "@/domain/datasets/import-rules";
import { describeFailure } from "../../describe-failure";
import { DomainError } from "../../errors";

/** Leaves a working state; false where a cancel was first. */
export async function endWork(
  db: Database,
  importId: string,
  from: ImportState,
  change: Partial<typeof datasetImport.$inferInsert>,
): Promise<boolean> {
  const rows = await db
    .update(datasetImport)
    .set({ ...change, progress: null, beatAt: new Date() })
    .where(and(eq(datasetImport.id, importId), eq(datasetImport.state, from)))
    .returning({ id: datasetImport.id });
  return rows.length > 0;
}

function explain(error: unknown): ImportFailure {
  if (error instanceof DomainError) return { message: error.message, problems: [...error.problems] };
  if (!(error instanceof Error)) throw error;
  console.error(`Import: ${describeFailure(error)}`);
  return { message: "Something failed inside of Assay. Its log says where.", problems: [] };
}

export async function failWork(db: Database, importId: string, from: ImportState, error: unknown): Promise<void> {
  await endWork(db, importId, from, { state: "failed", failure: explain(error) });
}
