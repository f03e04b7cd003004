import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { DomainError } from "../../errors";
import { readArmNames } from "./arm-names";
import { type Frame, type FrameItem, type ItemTexts, LeftOut } from "./frame";

const EMPTY = sql<boolean>`${generation.text} ~ '^\\s*$'`;

/** What runs wrote, one item an example; an example that a run wrote nothing for has the others' notes alone. */
export async function generationsFrame(db: Database, projectId: string, runIds: readonly string[]): Promise<Frame> {
  const runs = [...new Set(runIds)];
  const arms = await readArmNames(db, projectId, runs);
  const rows = await db
    .select({
      id: generation.id,
      runId: generation.runId,
      exampleId: example.id,
      group: example.groupKey,
      section: example.section,
      length: sql<number>`length(${example.source})`,
      erased: sql<boolean>`${example.erasedAt} is not null`,
      empty: EMPTY,
    })
    .from(generation)
    .innerJoin(example, and(eq(example.projectId, generation.projectId), eq(example.id, generation.exampleId)))
    .where(and(eq(generation.projectId, projectId), inArray(generation.runId, runs)))
    .orderBy(asc(example.datasetVersionId), asc(example.position));
  const leftOut = new LeftOut();
  const items = new Map<string, FrameItem>();
  for (const row of rows) {
    if (row.erased) leftOut.add("its source was erased");
    else if (row.empty) leftOut.add("the run wrote nothing");
    else {
      const known = items.get(row.exampleId) ?? {
        item: row.exampleId,
        group: row.group,
        section: row.section,
        length: row.length,
        notes: [],
      };
      known.notes.push({ arm: arms.get(row.runId) ?? null, generationId: row.id, exampleId: row.exampleId });
      items.set(row.exampleId, known);
    }
  }
  if (rows.length === 0) throw new DomainError("Validation", "These runs have written nothing that could be read.");
  return {
    items: [...items.values()],
    leftOut: leftOut.list(),
    readTexts: (on, some) => readTexts(on, projectId, some),
  };
}

async function readTexts(db: Database, projectId: string, items: readonly FrameItem[]): Promise<ItemTexts[]> {
  const sources = await db
    .select({ id: example.id, source: example.source })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        inArray(
          example.id,
          items.map(({ item }) => item),
        ),
      ),
    );
  const wanted = items.flatMap(({ notes }) => notes.flatMap(({ generationId }) => generationId ?? []));
  const written = await db
    .select({ id: generation.id, text: generation.text })
    .from(generation)
    .where(and(eq(generation.projectId, projectId), inArray(generation.id, wanted)));
  const sourceOf = new Map(sources.map(({ id, source }) => [id, source]));
  const textOf = new Map(written.map(({ id, text }) => [id, text]));
  return items.map((item) => ({
    item,
    source: sourceOf.get(item.item) ?? "",
    notes: item.notes.map((note) => ({ note, text: textOf.get(note.generationId ?? "") ?? "" })),
  }));
}
