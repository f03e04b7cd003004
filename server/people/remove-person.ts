import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken, projectMember } from "@/db/schema/people";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { withdrawPasswordLinks } from "../auth/end-access";
import { endAdmin } from "./end-admin";
import { lockPeople, readRoleOf, requireAnotherAdmin } from "./keep-an-admin";

/** Takes a person out of a project, with their tokens for it alone and what they handed out; what they made stays. */
export async function removePerson(
  db: Database,
  actor: AuditActor,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPeople(tx, projectId);
    const role = await readRoleOf(tx, projectId, userId);
    if (role === "admin") await requireAnotherAdmin(tx, projectId, userId);
    await tx.delete(projectMember).where(and(eq(projectMember.projectId, projectId), eq(projectMember.userId, userId)));
    const tokens = await tx
      .update(apiToken)
      .set({ revokedAt: now })
      .where(and(eq(apiToken.userId, userId), eq(apiToken.projectId, projectId), isNull(apiToken.revokedAt)))
      .returning({ id: apiToken.id });
    await withdrawPasswordLinks(tx, userId);
    if (role === "admin") await endAdmin(tx, { projectId, userId, now });
    const what = { projectId, action: "member.remove", subject: "project_member", subjectId: userId };
    await appendAudit(tx, now, { actor, ...what, facts: { role, tokensRevoked: tokens.length } });
  });
}
