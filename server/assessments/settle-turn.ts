import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assessment, assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { foldAssessment } from "@/domain/assessments/fold-assessment";
import { missingFields, readAssessment } from "@/domain/assessments/missing-fields";
import type { Saved } from "@/domain/assessments/review-answer";
import { newId } from "@/domain/identifiers";
import type { AuditActor, AuditFact } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import { leaseEnd } from "./leases";
import type { LockedTurn } from "./lock-turns";
import { readTurnChanges } from "./store-changes";

type Row = typeof assessment.$inferSelect;
type Content = Pick<
  Row,
  "verdict" | "marks" | "corrected" | "unsure" | "comment" | "reason" | "strength" | "seconds" | "hintsShown"
>;

const contentOf = (row: Content): string => {
  const { verdict, marks, corrected, unsure, comment, reason, strength, seconds, hintsShown } = row;
  return canonicalJson({ verdict, marks, corrected, unsure, comment, reason, strength, seconds, hintsShown });
};

/** After the round closed, the reader left, or the lease was lost: nothing is thrown away, and all of it is told apart. */
const comesLate = ({ round, removedAt, state }: LockedTurn): boolean =>
  round.state === "closed" || removedAt !== null || state === "released";

async function addVersion(tx: Transaction, turn: LockedTurn, newest: Row | undefined, said: Content, now: Date) {
  if (newest?.current) await tx.update(assessment).set({ current: false }).where(eq(assessment.id, newest.id));
  const [row] = await tx
    .insert(assessment)
    .values({
      id: newId(),
      projectId: turn.projectId,
      campaignId: turn.campaignId,
      caseId: turn.caseId,
      assignmentId: turn.id,
      reviewerId: turn.reviewerId,
      version: (newest?.version ?? 0) + 1,
      ...said,
      noteDigest: turn.noteDigest,
      late: comesLate(turn) || (newest?.late ?? false),
      createdAt: now,
    })
    .returning();
  if (!row) throw new Error("The assessment was not stored.");
  return row;
}

/** A verdict after a lost lease takes the case again, also where somebody else has it meanwhile. */
async function setState(tx: Transaction, turn: LockedTurn, state: LockedTurn["state"], now: Date) {
  if (state === turn.state) return;
  if (turn.state === "released" && turn.leasedUntil !== null) {
    await tx
      .update(campaignCase)
      .set({ readingsTaken: sql`${campaignCase.readingsTaken} + 1` })
      .where(eq(campaignCase.id, turn.caseId));
  }
  const leasedUntil = turn.leasedUntil && state === "open" ? leaseEnd(turn.round, now) : turn.leasedUntil;
  await tx
    .update(assignment)
    .set({ state, leasedUntil, submittedAt: state === "submitted" ? now : null })
    .where(eq(assignment.id, turn.id));
}

type Turn = Pick<LockedTurn, "id" | "projectId" | "campaignId">;

const told = (turn: Turn, { version, late }: Row) => ({
  campaign: turn.campaignId,
  assignment: turn.id,
  version,
  late,
});

const factOf = (turn: LockedTurn, actor: AuditActor, row: Row): AuditFact => ({
  actor,
  projectId: turn.projectId,
  action: "assessment.submit",
  subject: "assessment",
  subjectId: row.id,
  facts: told(turn, row),
  row,
});

/** Of the turn, as the assessment's own row has its entry already. */
export const withdrawal = (turn: Turn, actor: AuditActor, row: Row): AuditFact => ({
  actor,
  projectId: turn.projectId,
  action: "assessment.withdraw",
  subject: "assignment",
  subjectId: turn.id,
  facts: told(turn, row),
});

export type Settled = { told: Saved["states"][number]; facts: AuditFact[] };

/** Folds everything that was ever said of a turn into a new version where it says something else than the newest. */
export async function settleTurn(tx: Transaction, turn: LockedTurn, actor: AuditActor, now: Date): Promise<Settled> {
  const [changes, [newest]] = await Promise.all([
    readTurnChanges(tx, turn.id),
    tx.select().from(assessment).where(eq(assessment.assignmentId, turn.id)).orderBy(desc(assessment.version)).limit(1),
  ]);
  const draft = foldAssessment(changes);
  const missing = missingFields(draft, turn.round.protocol);
  const read = readAssessment(draft, turn.round.protocol);
  const facts: AuditFact[] = [];
  let current = newest?.current ? newest : null;
  if (read) {
    const said = { ...read, seconds: draft.seconds, hintsShown: changes.some(({ hintsShown }) => hintsShown) };
    if (!current || contentOf(current) !== contentOf(said)) {
      current = await addVersion(tx, turn, newest, said, now);
      facts.push(factOf(turn, actor, current));
    }
    // A verdict that its marks no longer bear out stands for nothing, in whatever order the two came.
  } else if (current) {
    await tx
      .update(assessment)
      .set({ current: false })
      .where(and(eq(assessment.id, current.id)));
    facts.push(withdrawal(turn, actor, current));
    current = null;
  }
  const state = current ? "submitted" : turn.state === "released" ? "released" : "open";
  await setState(tx, turn, state, now);
  return { told: { assignmentId: turn.id, state, late: current?.late ?? comesLate(turn), missing }, facts };
}
