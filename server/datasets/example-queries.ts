import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import type { Split } from "@/domain/datasets/dataset-types";
import { DomainError } from "../errors";

/** A cell can have ten million characters; a list shows the beginning, a row its first hundred thousand. */
const EXCERPT_CHARACTERS = 280;
const SHOWN_CHARACTERS = 100_000;

export type RowWindow = {
  projectId: string;
  datasetVersionId: string;
  split?: Split;
  query?: string;
  offset: number;
  limit: number;
};

/** Rows that hold a text, whatever its case. */
function holding(query: string): SQL {
  return sql`position(lower(${query}) in lower(${example.source} || ' ' || coalesce(${example.reference}, ''))) > 0`;
}

async function countRows(db: Database, { projectId, datasetVersionId, split, query }: RowWindow): Promise<number> {
  const version = and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, datasetVersionId));
  const [stored] = await db
    .select({ rows: datasetVersion.rows, splits: datasetVersion.splitCounts })
    .from(datasetVersion)
    .where(version);
  if (!stored) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  if (!query) return split ? (stored.splits[split] ?? 0) : stored.rows;
  const [counted] = await db
    .select({ rows: sql<number>`count(*)::int` })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        eq(example.datasetVersionId, datasetVersionId),
        split ? eq(example.split, split) : undefined,
        holding(query),
      ),
    );
  return counted?.rows ?? 0;
}

/** A window of the rows of a version, each cut to its beginning, with how many there are. */
export async function listRows(db: Database, window: RowWindow) {
  const { projectId, datasetVersionId, split, query, offset, limit } = window;
  // Without a filter the positions are the offsets, however far down.
  const byPosition = !split && !query;
  const range = sql`${example.position} >= ${offset} and ${example.position} < ${offset + limit}`;
  const [total, items] = await Promise.all([
    countRows(db, window),
    db
      .select({
        position: example.position,
        key: example.key,
        split: example.split,
        group: example.groupKey,
        section: example.section,
        source: sql<string>`left(${example.source}, ${EXCERPT_CHARACTERS})`,
        reference: sql<string | null>`left(${example.reference}, ${EXCERPT_CHARACTERS})`,
        erasedAt: example.erasedAt,
      })
      .from(example)
      .where(
        and(
          eq(example.projectId, projectId),
          eq(example.datasetVersionId, datasetVersionId),
          split ? eq(example.split, split) : undefined,
          query ? holding(query) : undefined,
          byPosition ? range : undefined,
        ),
      )
      .orderBy(asc(example.position))
      .limit(limit)
      .offset(byPosition ? 0 : offset),
  ]);
  return { total, items };
}

/** One row whole, or its first hundred thousand characters and how many there are. */
export async function readRow(db: Database, at: { projectId: string; datasetVersionId: string; position: number }) {
  const [found] = await db
    .select({
      id: example.id,
      position: example.position,
      key: example.key,
      split: example.split,
      group: example.groupKey,
      section: example.section,
      source: sql<string>`left(${example.source}, ${SHOWN_CHARACTERS})`,
      sourceCharacters: sql<number>`length(${example.source})`,
      reference: sql<string | null>`left(${example.reference}, ${SHOWN_CHARACTERS})`,
      referenceCharacters: sql<number | null>`length(${example.reference})`,
      metadata: example.metadata,
      erasedAt: example.erasedAt,
    })
    .from(example)
    .where(
      and(
        eq(example.projectId, at.projectId),
        eq(example.datasetVersionId, at.datasetVersionId),
        eq(example.position, at.position),
      ),
    );
  if (!found) throw new DomainError("NotFound", "This version has no such row.");
  return found;
}
