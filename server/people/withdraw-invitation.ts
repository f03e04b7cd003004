import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { invitation } from "@/db/schema/people";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { DomainError } from "../errors";

export async function withdrawInvitation(
  db: Database,
  actor: AuditActor,
  { projectId, invitationId, now }: { projectId: string; invitationId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const withdrawn = await tx
      .update(invitation)
      .set({ withdrawnAt: now })
      .where(
        and(
          eq(invitation.projectId, projectId),
          eq(invitation.id, invitationId),
          isNull(invitation.acceptedAt),
          isNull(invitation.withdrawnAt),
        ),
      )
      .returning({ id: invitation.id });
    if (withdrawn.length === 0) {
      throw new DomainError("NotFound", "This invitation was accepted or withdrawn already, or never was.");
    }
    const what = { projectId, action: "invitation.withdraw", subject: "invitation", subjectId: invitationId };
    await appendAudit(tx, now, { actor, ...what });
  });
}
