import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion } from "@/db/schema/datasets";
import { type Statement, statementProblems } from "@/domain/datasets/statement";
import { DomainError } from "../errors";

/** Says anew what a version holds and under which approval; its rows stay as they are. */
export async function stateVersion(
  db: Database,
  at: { projectId: string; datasetVersionId: string },
  statement: Statement,
): Promise<void> {
  const problems = statementProblems(statement);
  if (problems.length > 0) throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
  const changed = await db
    .update(datasetVersion)
    .set(statement)
    .where(and(eq(datasetVersion.projectId, at.projectId), eq(datasetVersion.id, at.datasetVersionId)))
    .returning({ id: datasetVersion.id });
  if (changed.length === 0) throw new DomainError("NotFound", "There is no such dataset version in this project.");
}
