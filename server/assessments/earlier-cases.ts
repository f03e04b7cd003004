import { and, desc, eq, exists, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import type { EarlierCase } from "@/domain/assessments/review-answer";
import { DomainError } from "../errors";
import { readCases } from "./read-cases";
import { type ReaderAt, requireReader, selectReaders } from "./reader";
import { placeOf, practiceBefore } from "./turn-place";

const saidOf = (db: Database) =>
  db.select({ id: assessmentChange.id }).from(assessmentChange).where(eq(assessmentChange.assignmentId, assignment.id));

type Asked = { campaign: string; before?: string | undefined; limit: number };

/** What the reader had before, the newest first; all of it stays open while the round is. */
export async function listEarlierCases(db: Database, at: ReaderAt, asked: Asked): Promise<EarlierCase[]> {
  const reader = await requireReader(db, at, asked.campaign);
  const [before] = asked.before
    ? await db
        .select({ position: assignment.position })
        .from(assignment)
        .where(and(eq(assignment.id, asked.before), eq(assignment.reviewerId, reader.reviewerId)))
    : [];
  const rows = await db
    .select({
      assignmentId: assignment.id,
      practice: sql<boolean>`${campaignCase.kind} = 'practice'`,
      position: assignment.position,
      practiceBefore,
      state: assignment.state,
      verdict: assessment.verdict,
      unsure: assessment.unsure,
      marks: sql<number>`coalesce(jsonb_array_length(${assessment.marks}), 0)`,
    })
    .from(assignment)
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .leftJoin(assessment, and(eq(assessment.assignmentId, assignment.id), eq(assessment.current, true)))
    .where(
      and(
        eq(assignment.reviewerId, reader.reviewerId),
        ne(assignment.state, "released"),
        isNull(campaignCase.withdrawnAt),
        before ? lt(assignment.position, before.position) : undefined,
        // What was only fetched ahead was never seen.
        or(eq(assignment.state, "submitted"), exists(saidOf(db))),
      ),
    )
    .orderBy(desc(assignment.position))
    .limit(asked.limit);
  return rows.map(({ practiceBefore: before, ...row }) => ({
    ...row,
    position: placeOf({ ...row, practiceBefore: before }),
    unsure: row.unsure ?? false,
  }));
}

/** One case of the viewer's own, whichever round it is of. */
export async function readCase(db: Database, at: ReaderAt, assignmentId: string) {
  const [turn] = await db
    .select({ reviewerId: assignment.reviewerId })
    .from(assignment)
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .where(
      and(eq(assignment.id, assignmentId), eq(assignment.projectId, at.projectId), isNull(campaignCase.withdrawnAt)),
    );
  const readers = turn ? await selectReaders(db, at) : [];
  const reader = readers.find((each) => each.reviewerId === turn?.reviewerId && each.removedAt === null);
  const [found] = reader ? await readCases(db, reader, [assignmentId]) : [];
  if (!found) throw new DomainError("NotFound", "There is no such case that is yours to read.");
  return found;
}
