import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/database";
import { assessmentChange, assignment } from "@/db/schema/assessments";
import { campaignCase, reviewText } from "@/db/schema/campaigns";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { findHints } from "@/domain/assessments/find-hints";
import type { ReviewCase } from "@/domain/assessments/review-answer";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";
import { countTurns } from "./count-turns";
import type { Reader } from "./reader";
import { placeOf, practiceBefore } from "./turn-place";

const note = alias(reviewText, "note_text");
const otherNote = alias(reviewText, "other_note_text");
const source = alias(reviewText, "source_text");

function selectTurns(db: Database | Transaction, reader: Reader, ids: readonly string[]) {
  return db
    .select({
      id: assignment.id,
      state: assignment.state,
      position: assignment.position,
      practiceBefore,
      leasedUntil: assignment.leasedUntil,
      swapped: assignment.swapped,
      practice: sql<boolean>`${campaignCase.kind} = 'practice'`,
      section: campaignCase.section,
      note: { text: note.text, digest: note.digest },
      otherNote: { text: otherNote.text, digest: otherNote.digest },
      source: { text: source.text, digest: source.digest },
    })
    .from(assignment)
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .innerJoin(note, and(eq(note.projectId, campaignCase.projectId), eq(note.digest, campaignCase.noteDigest)))
    .innerJoin(source, and(eq(source.projectId, campaignCase.projectId), eq(source.digest, campaignCase.sourceDigest)))
    .leftJoin(
      otherNote,
      and(eq(otherNote.projectId, campaignCase.projectId), eq(otherNote.digest, campaignCase.otherNoteDigest)),
    )
    .where(and(eq(assignment.reviewerId, reader.reviewerId), inArray(assignment.id, [...ids])));
}

async function readChanges(db: Database | Transaction, ids: readonly string[]) {
  const rows = await db
    .select()
    .from(assessmentChange)
    .where(inArray(assessmentChange.assignmentId, [...ids]))
    .orderBy(asc(assessmentChange.clock), asc(assessmentChange.id));
  const byTurn = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) byTurn.set(row.assignmentId, [...(byTurn.get(row.assignmentId) ?? []), row]);
  return byTurn;
}

type Text = { text: string; digest: string };
const withSentences = ({ text, digest }: Text) => ({ text, digest, sentences: splitSentences(text) });

/** Cases of this reader in the order asked for, with everything that she did to them, and nothing of what they are. */
export async function readCases(
  db: Database | Transaction,
  reader: Reader,
  ids: readonly string[],
): Promise<ReviewCase[]> {
  if (ids.length === 0) return [];
  const [rows, changes, counts] = await Promise.all([
    selectTurns(db, reader, ids),
    readChanges(db, ids),
    countTurns(db, reader),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): ReviewCase[] => {
    const row = byId.get(id);
    if (!row) return [];
    const [first, second] =
      row.swapped && row.otherNote ? [row.otherNote, row.note] : [row.note, row.otherNote ?? null];
    const read: ReviewCase = {
      assignmentId: row.id,
      practice: row.practice,
      position: placeOf(row),
      total: row.practice ? counts.practiceTotal : counts.total,
      note: withSentences(first),
      otherNote: second ? withSentences(second) : null,
      source: { ...row.source, turns: splitTurns(row.source.text) },
      section: row.section,
      changes: (changes.get(row.id) ?? []).map(
        ({ id, assignmentId, clock, madeAt, seconds, hintsShown, body }): AssessmentChange => ({
          ...{ id, assignmentId, clock, seconds, hintsShown, body },
          madeAt: madeAt.toISOString(),
          noteDigest: first.digest,
        }),
      ),
      state: row.state,
      leasedUntil: row.leasedUntil,
    };
    return [reader.protocol.hints ? { ...read, hints: findHints(first.text, row.source.text) } : read];
  });
}
