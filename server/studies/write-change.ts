import type { Transaction } from "@/db/database";
import { studyChange } from "@/db/schema/studies";
import { newId } from "@/domain/identifiers";
import type { AuditActor, AuditFact } from "../audit/append-audit";
import type { StudyOf } from "./read-graph";

type Change = {
  action: (typeof studyChange.$inferInsert)["action"];
  nodeKey?: string;
  reason?: string | null;
  facts?: Record<string, unknown>;
  actor: AuditActor;
  at: Date;
};

/** What somebody did to a study, with the fact that goes into the chain last. */
export async function writeChange(
  tx: Transaction,
  of: StudyOf,
  { action, nodeKey, reason, facts = {}, actor, at }: Change,
): Promise<AuditFact> {
  const [row] = await tx
    .insert(studyChange)
    .values({
      ...{ id: newId(), ...of, action, nodeKey: nodeKey ?? null, reason: reason?.trim() || null, facts },
      ...{ changedBy: actor.id, changedAt: at },
    })
    .returning();
  if (!row) throw new Error("The change was not stored.");
  return {
    ...{ actor, projectId: of.projectId, action: `study.${action}`, subject: "study_change", subjectId: row.id, row },
    facts: { study: of.studyId, ...(nodeKey ? { node: nodeKey } : {}), ...facts },
  };
}
