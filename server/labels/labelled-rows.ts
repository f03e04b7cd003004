import type { assessment, assignment } from "@/db/schema/assessments";
import { newId } from "@/domain/identifiers";
import type { LabelledRound } from "@/domain/labels/labelled-round";
import { sha256 } from "../audit/append-audit";
import { type At, type CaseRow, countSentences } from "../campaigns/make-cases";

type AssignmentRow = typeof assignment.$inferInsert;
type AssessmentRow = typeof assessment.$inferInsert;

/** One case an item. Of sentences, an item without places in its note is one sentence itself. */
export function caseRowsOf(at: At, { items, readings, unit }: LabelledRound): CaseRow[] {
  const given = new Map<number, number>();
  for (const { item } of readings) given.set(item, (given.get(item) ?? 0) + 1);
  const placed = readings.some(({ marks }) => marks.some(({ span }) => span.end > span.start));
  return items.map(({ item, group, section, arm, note, source, exampleId }, position): CaseRow => {
    const readers = given.get(position) ?? 0;
    return {
      id: newId(),
      ...at,
      position,
      kind: "sample",
      item,
      groupKey: group,
      section,
      arm,
      exampleId,
      noteDigest: sha256(note),
      sourceDigest: sha256(source),
      readings: Math.max(1, readers),
      readingsTaken: readers,
      sentences: unit === "sentence" && !placed ? 1 : Math.max(1, countSentences(note)),
    };
  });
}

type Made = { cases: readonly CaseRow[]; readerIds: readonly string[]; erased: ReadonlySet<string>; now: Date };

/** A turn and what was said in it, for each label. A corrected text of an erased note is left out. */
export function readingRowsOf(at: At, { readings }: LabelledRound, { cases, readerIds, erased, now }: Made) {
  const turns: AssignmentRow[] = [];
  const said: AssessmentRow[] = [];
  for (const { item, reader, corrected, ...reading } of readings) {
    const [row, reviewerId] = [cases[item], readerIds[reader]];
    if (!row || !reviewerId) continue;
    const of = { ...at, caseId: row.id, reviewerId };
    const id = newId();
    turns.push({ id, ...of, position: item, state: "submitted", submittedAt: now, createdAt: now });
    said.push({
      id: newId(),
      ...of,
      ...reading,
      assignmentId: id,
      version: 1,
      corrected: erased.has(row.noteDigest) ? null : corrected,
      unsure: false,
      strength: null,
      hintsShown: false,
      noteDigest: row.noteDigest,
      createdAt: now,
    });
  }
  return { turns, said };
}
