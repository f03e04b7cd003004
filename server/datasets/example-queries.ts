import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import type { Split } from "@/domain/datasets/dataset-types";
import { DomainError } from "../errors";

/** A cell can have ten million characters; a list shows the beginning, a row its first hundred thousand. */
const EXCERPT_CHARACTERS = 280;
const SHOWN_CHARACTERS = 100_000;

type RowFilter = { projectId: string; datasetVersionId: string; split?: Split; query?: string };
export type RowWindow = RowFilter & { offset: number; limit: number };

/** Rows of a version and split that hold a text, whatever its case. */
function matching({ projectId, datasetVersionId, split, query }: RowFilter): SQL | undefined {
  return and(
    eq(example.projectId, projectId),
    eq(example.datasetVersionId, datasetVersionId),
    split ? eq(example.split, split) : undefined,
    query
      ? sql`position(lower(${query}) in lower(${example.source} || ' ' || coalesce(${example.reference}, ''))) > 0`
      : undefined,
  );
}

async function countRows(db: Database, filter: RowFilter): Promise<number> {
  const { projectId, datasetVersionId, split, query } = filter;
  const version = and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, datasetVersionId));
  const [stored] = await db
    .select({ rows: datasetVersion.rows, splits: datasetVersion.splitCounts })
    .from(datasetVersion)
    .where(version);
  if (!stored) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  if (!query) return split ? (stored.splits[split] ?? 0) : stored.rows;
  const [counted] = await db.select({ rows: sql<number>`count(*)::int` }).from(example).where(matching(filter));
  return counted?.rows ?? 0;
}

/** A window of the rows of a version, each cut to its beginning, with how many there are. */
export async function listRows(db: Database, window: RowWindow) {
  const { split, query, offset, limit } = window;
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
      .where(and(matching(window), byPosition ? range : undefined))
      .orderBy(asc(example.position))
      .limit(limit)
      .offset(byPosition ? 0 : offset),
  ]);
  return { total, items };
}

/** A text to its first hundred thousand characters, and how many it has. */
const shownTexts = {
  source: sql<string>`left(${example.source}, ${SHOWN_CHARACTERS})`,
  sourceCharacters: sql<number>`length(${example.source})`,
  reference: sql<string | null>`left(${example.reference}, ${SHOWN_CHARACTERS})`,
  referenceCharacters: sql<number | null>`length(${example.reference})`,
};

export type ExamplePage = RowFilter & { cursor: number | null; limit: number };

/** Rows of one version in their order, from after the position `cursor`. */
export async function listExamples(db: Database, page: ExamplePage) {
  const total = await countRows(db, page);
  const rows = await db
    .select({
      id: example.id,
      position: example.position,
      split: example.split,
      group: example.groupKey,
      section: example.section,
      ...shownTexts,
      metadata: example.metadata,
    })
    .from(example)
    .where(and(matching(page), page.cursor === null ? undefined : gt(example.position, page.cursor)))
    .orderBy(asc(example.position))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  return { items, total, nextCursor: rows.length > page.limit ? (items.at(-1)?.position ?? null) : null };
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
      ...shownTexts,
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
