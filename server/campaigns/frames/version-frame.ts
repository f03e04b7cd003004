import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import type { FrameSource } from "@/domain/campaigns/frame";
import { DomainError } from "../../errors";
import { type Frame, type FrameItem, type ItemTexts, LeftOut } from "./frame";

type VersionSource = Extract<FrameSource, { from: "version" }>;

async function requireVersion(db: Database, projectId: string, versionId: string): Promise<void> {
  const [version] = await db
    .select({ type: datasetVersion.type })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, versionId)));
  if (!version) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  if (version.type !== "notes") {
    throw new DomainError("Validation", `Rows of type ${version.type} are no notes with their sources.`, [
      { where: "source.version", what: "not of type notes", remedy: "Import the file as notes." },
    ]);
  }
}

/**
 * The notes of a dataset version, which is a file that was imported. With a column of arms, rows with the same source
 * are arms of one item.
 */
export async function versionFrame(db: Database, projectId: string, source: VersionSource): Promise<Frame> {
  await requireVersion(db, projectId, source.version);
  const arm =
    source.armColumn === null ? sql<string | null>`null` : sql<string>`${example.metadata} ->> ${source.armColumn}`;
  const rows = await db
    .select({
      id: example.id,
      group: example.groupKey,
      section: example.section,
      sourceHash: example.sourceHash,
      length: sql<number>`length(${example.source})`,
      erased: sql<boolean>`${example.erasedAt} is not null`,
      empty: sql<boolean>`coalesce(${example.reference}, '') ~ '^\\s*$'`,
      arm,
    })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        eq(example.datasetVersionId, source.version),
        source.splits.length > 0 ? inArray(example.split, source.splits) : undefined,
      ),
    )
    .orderBy(asc(example.position));
  const leftOut = new LeftOut();
  const items = new Map<string, FrameItem>();
  for (const row of rows) {
    if (row.erased) leftOut.add("its source was erased");
    else if (row.empty) leftOut.add("the row has no note");
    else if (source.armColumn !== null && row.arm === null) leftOut.add(`the row has no ${source.armColumn}`);
    else {
      const key = source.armColumn === null ? row.id : row.sourceHash;
      const known = items.get(key) ?? {
        item: key,
        group: row.group,
        section: row.section,
        length: row.length,
        notes: [],
      };
      if (source.armColumn !== null && known.notes.some((note) => note.arm === row.arm)) {
        leftOut.add("a second note of one arm for the same source");
        continue;
      }
      known.notes.push({ arm: row.arm, generationId: null, exampleId: row.id });
      items.set(key, known);
    }
  }
  return {
    items: [...items.values()],
    leftOut: leftOut.list(),
    readTexts: (on, some) => readTexts(on, projectId, some),
  };
}

async function readTexts(db: Database, projectId: string, items: readonly FrameItem[]): Promise<ItemTexts[]> {
  const wanted = items.flatMap(({ notes }) => notes.flatMap(({ exampleId }) => exampleId ?? []));
  const rows = await db
    .select({ id: example.id, source: example.source, reference: example.reference })
    .from(example)
    .where(and(eq(example.projectId, projectId), inArray(example.id, wanted)));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return items.map((item) => ({
    item,
    source: rowOf.get(item.notes[0]?.exampleId ?? "")?.source ?? "",
    notes: item.notes.map((note) => ({ note, text: rowOf.get(note.exampleId ?? "")?.reference ?? "" })),
  }));
}
