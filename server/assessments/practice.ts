import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { campaignReviewer } from "@/db/schema/campaigns";
import type { ChangeBody } from "@/domain/assessments/assessment-change";
import { foldAssessment } from "@/domain/assessments/fold-assessment";
import type { PracticeFeedbackAnswer } from "@/domain/assessments/review-answer";
import { unswapVerdict } from "@/domain/assessments/unswap-verdict";
import { newId } from "@/domain/identifiers";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { countTurns } from "./count-turns";
import { type ReaderAt, requireReader, selectReaders } from "./reader";
import { practiceOf } from "./rounds-queries";
import { AGAIN, feedbackOf, readPractice } from "./score-practice-round";
import { withdrawal } from "./settle-turn";
import { type ChangeRow, factOfChange } from "./store-changes";

/** The settled answer of a practice case, once the reader gave hers; other cases with known answers are none here. */
export async function readPracticeFeedback(
  db: Database,
  at: ReaderAt,
  assignmentId: string,
): Promise<PracticeFeedbackAnswer> {
  const [turn] = await db
    .select({ reviewerId: assignment.reviewerId })
    .from(assignment)
    .where(and(eq(assignment.id, assignmentId), eq(assignment.projectId, at.projectId)));
  const reader = (await selectReaders(db, at)).find(
    (each) => each.reviewerId === turn?.reviewerId && each.removedAt === null,
  );
  const practised = reader ? await readPractice(db, reader.reviewerId) : [];
  const answer = practised.find((each) => each.assignment_id === assignmentId);
  if (!reader || !answer?.truth) throw new DomainError("NotFound", "There is no such practice case of yours.");
  const feedback = feedbackOf(answer);
  if (!feedback) throw new DomainError("InvalidState", "Give your verdict first; the settled answer comes behind it.");
  return {
    ...feedback,
    settled: { verdict: unswapVerdict(answer.truth.verdict, answer.swapped), marks: answer.truth.marks },
    why: answer.provenance?.how === "settled" ? answer.provenance.why : "",
    practice: practiceOf(reader, await countTurns(db, reader)),
  };
}

/** Takes the answers of a failed practice round back by changes of the server's own; what was said stays stored. */
export async function practiseAgain(
  { db, now }: Pick<Services, "db" | "now">,
  at: ReaderAt,
  actor: AuditActor,
  campaignId: string,
) {
  const reader = await requireReader(db, at, campaignId);
  return db.transaction(async (tx) => {
    const [locked] = await tx
      .select({ practisedAt: campaignReviewer.practisedAt, practiceScore: campaignReviewer.practiceScore })
      .from(campaignReviewer)
      .where(eq(campaignReviewer.id, reader.reviewerId))
      .for("update");
    if (locked?.practisedAt !== null || locked.practiceScore === null) {
      throw new DomainError("InvalidState", "Only a practice round that was finished and not passed is taken again.");
    }
    const ids = (await readPractice(tx, reader.reviewerId)).map((each) => each.assignment_id);
    await tx.select({ id: assignment.id }).from(assignment).where(inArray(assignment.id, ids)).for("update");
    const added: ChangeRow[] = [];
    for (const id of ids) {
      const changes = await tx.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, id));
      const clock = changes.reduce((most, each) => Math.max(most, each.clock), 0) + 1;
      const back: ChangeBody[] = [
        { kind: "verdict", verdict: null, reason: null, strength: null },
        ...foldAssessment(changes).marks.map((mark) => ({ kind: "unmark" as const, markId: mark.id })),
      ];
      const rows = tx.insert(assessmentChange).values(
        back.map((body) => ({
          id: `${AGAIN}${newId()}`,
          projectId: at.projectId,
          assignmentId: id,
          clock,
          madeAt: now(),
          receivedAt: now(),
          seconds: 0,
          hintsShown: false,
          body,
        })),
      );
      added.push(...(await rows.returning()));
    }
    const taken = await tx
      .update(assessment)
      .set({ current: false })
      .where(and(inArray(assessment.assignmentId, ids), eq(assessment.current, true)))
      .returning();
    await tx.update(assignment).set({ state: "open", submittedAt: null }).where(inArray(assignment.id, ids));
    await tx
      .update(campaignReviewer)
      .set({ practiceScore: sql`null` })
      .where(eq(campaignReviewer.id, reader.reviewerId));
    const back = taken.map((row) => withdrawal({ ...row, id: row.assignmentId }, actor, row));
    await appendAudit(tx, now(), ...added.map((row) => factOfChange(actor, row)), ...back);
    return { cases: ids.length };
  });
}
