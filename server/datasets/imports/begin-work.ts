import { and, eq, inArray, lt, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetImport } from "@/db/schema/datasets";
import {
  type ImportAction,
  SILENT_AFTER_SECONDS,
  statesAllowing,
  statesTakenOver,
} from "@/domain/datasets/import-rules";
import { DomainError } from "../../errors";
import type { ImportAt } from "./import-services";

export function silentSince(): Date {
  return new Date(Date.now() - SILENT_AFTER_SECONDS * 1_000);
}

export type ImportRow = typeof datasetImport.$inferSelect;

/**
 * Moves an import on, if its state allows that, or whoever worked on it has fallen silent and its work can be taken over; of two that try, one is
 * told that somebody was first.
 */
export async function beginWork(
  db: Database,
  { projectId, importId }: ImportAt,
  action: ImportAction,
  change: Partial<typeof datasetImport.$inferInsert>,
): Promise<ImportRow> {
  const silent = and(
    inArray(datasetImport.state, [...statesTakenOver(action)]),
    lt(datasetImport.beatAt, silentSince()),
  );
  const [row] = await db
    .update(datasetImport)
    .set({ ...change, beatAt: new Date() })
    .where(
      and(
        eq(datasetImport.projectId, projectId),
        eq(datasetImport.id, importId),
        or(inArray(datasetImport.state, statesAllowing(action)), silent),
      ),
    )
    .returning();
  if (row) return row;
  const [found] = await db
    .select({ state: datasetImport.state })
    .from(datasetImport)
    .where(and(eq(datasetImport.projectId, projectId), eq(datasetImport.id, importId)));
  if (!found) throw new DomainError("NotFound", "There is no such import in this project. It may have been swept.");
  throw new DomainError("InvalidState", `This import is ${found.state}; that does not allow this.`);
}
