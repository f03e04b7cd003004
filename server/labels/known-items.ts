import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import type { KnownItem } from "@/domain/labels/labelled-round";
import { DomainError } from "../errors";

/** Rows of a dataset version by their key in its file, or by their id; the reference is the note. */
export async function readKnownItems(
  db: Database,
  { projectId, versionId }: { projectId: string; versionId: string },
): Promise<ReadonlyMap<string, KnownItem>> {
  const [found] = await db
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, versionId)));
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  const rows = await db
    .select({
      item: sql<string>`coalesce(${example.key}, ${example.id})`,
      exampleId: example.id,
      note: sql<string>`coalesce(${example.reference}, '')`,
      source: example.source,
      group: example.groupKey,
      section: example.section,
    })
    .from(example)
    .where(and(eq(example.projectId, projectId), eq(example.datasetVersionId, versionId), isNull(example.erasedAt)));
  return new Map(rows.map(({ item, ...known }) => [item, known]));
}
