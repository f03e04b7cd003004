import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { projectMember, user } from "@/db/schema/people";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { issueResetLink, lockPerson, type ResetPlace } from "../auth/issue-reset-link";
import { DomainError } from "../errors";

type Wanted = { projectId: string; userId: string; adminId: string };

/** Projects that the admin rules, held so: whoever takes one away waits, and then withdraws what was issued. */
async function listAdministered(tx: Transaction, adminId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ id: projectMember.projectId })
    .from(projectMember)
    .where(and(eq(projectMember.userId, adminId), eq(projectMember.role, "admin")))
    .for("share");
  return new Set(rows.map(({ id }) => id));
}

async function findMember(tx: Transaction, { projectId, userId }: Wanted) {
  const [member] = await tx
    .select({ id: user.id, email: user.email, name: user.name })
    .from(user)
    .innerJoin(projectMember, and(eq(projectMember.userId, user.id), eq(projectMember.projectId, projectId)))
    .where(eq(user.id, userId));
  if (!member) throw new DomainError("NotFound", "This person is not in the project.");
  return member;
}

async function requireRuleOfAll(tx: Transaction, { userId, adminId }: Wanted): Promise<void> {
  const administered = await listAdministered(tx, adminId);
  const theirs = await tx
    .select({ id: projectMember.projectId })
    .from(projectMember)
    .where(eq(projectMember.userId, userId));
  if (theirs.every(({ id }) => administered.has(id))) return;
  throw new DomainError(
    "Forbidden",
    "This person is also in a project of which you are no admin, and a new password would open that too. An admin of all their projects can do this, or whoever runs the server: `assay people reset EMAIL` on its own machine prints such a link.",
  );
}

/** Only somebody who rules all that a person can open may make them a password link. */
export async function issuePasswordReset(db: Database, actor: AuditActor, wanted: Wanted, place: ResetPlace) {
  return db.transaction(async (tx) => {
    await lockPerson(tx, wanted.userId);
    const member = await findMember(tx, wanted);
    await requireRuleOfAll(tx, wanted);
    const link = await issueResetLink(tx, member, place);
    const { projectId, userId: subjectId } = wanted;
    const what = { projectId, action: "member.issue-password-link", subject: "project_member", subjectId };
    await appendAudit(tx, place.now, { actor, ...what });
    return { ...link, name: member.name };
  });
}
