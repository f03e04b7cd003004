import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assessmentChange } from "@/db/schema/assessments";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { AuditActor, AuditFact } from "../audit/append-audit";
import { REUSED_ID, type Refused, sameChange } from "./read-changes";

export type ChangeRow = typeof assessmentChange.$inferSelect;
type Stored = { acknowledged: string[]; refused: Refused[]; added: ChangeRow[] };

/** Adds what is not there yet; what is there already counts as stored if it is the same. */
export async function storeChanges(
  tx: Transaction,
  projectId: string,
  changes: readonly AssessmentChange[],
  now: Date,
): Promise<Stored> {
  if (changes.length === 0) return { acknowledged: [], refused: [], added: [] };
  const rows = changes.map(({ noteDigest: _, madeAt, ...change }) => ({
    ...change,
    projectId,
    madeAt: new Date(madeAt),
    receivedAt: now,
  }));
  const added = await tx
    .insert(assessmentChange)
    .values(rows)
    .onConflictDoNothing({ target: assessmentChange.id })
    .returning();
  const fresh = new Set(added.map(({ id }) => id));
  const again = changes.filter(({ id }) => !fresh.has(id));
  if (again.length === 0) return { acknowledged: [...fresh], refused: [], added };
  const known = await tx
    .select({
      id: assessmentChange.id,
      assignmentId: assessmentChange.assignmentId,
      clock: assessmentChange.clock,
      body: assessmentChange.body,
    })
    .from(assessmentChange)
    .where(
      inArray(
        assessmentChange.id,
        again.map(({ id }) => id),
      ),
    );
  const byId = new Map(known.map((row) => [row.id, row]));
  const refused: Refused[] = [];
  for (const change of again) {
    const row = byId.get(change.id);
    if (row && row.assignmentId === change.assignmentId && sameChange(row, change)) fresh.add(change.id);
    else refused.push({ id: change.id, ...REUSED_ID });
  }
  return { acknowledged: [...fresh], refused, added };
}

/** One entry of the chain for each change that was added. */
export const factOfChange = (actor: AuditActor, row: ChangeRow): AuditFact => ({
  actor,
  projectId: row.projectId,
  action: "assessment_change.add",
  subject: "assessment_change",
  subjectId: row.id,
  facts: { assignment: row.assignmentId, kind: row.body.kind },
  row,
});

export function readTurnChanges(tx: Transaction, assignmentId: string) {
  return tx.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, assignmentId));
}
