import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { projectMember } from "@/db/schema/people";
import type { Role } from "@/domain/access";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { endAdmin } from "./end-admin";
import { lockPeople, readRoleOf, requireAnotherAdmin } from "./keep-an-admin";

export async function changeRole(
  db: Database,
  actor: AuditActor,
  { projectId, userId, role, now }: { projectId: string; userId: string; role: Role; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPeople(tx, projectId);
    const before = await readRoleOf(tx, projectId, userId);
    if (before === role) return;
    if (before === "admin") await requireAnotherAdmin(tx, projectId, userId);
    await tx
      .update(projectMember)
      .set({ role })
      .where(and(eq(projectMember.projectId, projectId), eq(projectMember.userId, userId)));
    if (before === "admin") await endAdmin(tx, { projectId, userId, now });
    const what = { projectId, action: "member.change-role", subject: "project_member", subjectId: userId };
    await appendAudit(tx, now, { actor, ...what, facts: { from: before, to: role } });
  });
}
