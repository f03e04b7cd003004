import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";
import { DomainError } from "../errors";

/**
 * Holds the project's row until the end of the transaction, so that two admins who remove each other at once cannot
 * both succeed. Rows that refer to the project go on being written meanwhile.
 */
export async function lockPeople(tx: Transaction, projectId: string): Promise<void> {
  await tx.select({ id: project.id }).from(project).where(eq(project.id, projectId)).for("no key update");
}

/** Throws where nobody but this person could change the project's people. */
export async function requireAnotherAdmin(tx: Transaction, projectId: string, userId: string): Promise<void> {
  const others = await tx.$count(
    projectMember,
    and(eq(projectMember.projectId, projectId), eq(projectMember.role, "admin"), ne(projectMember.userId, userId)),
  );
  if (others > 0) return;
  throw new DomainError(
    "InvalidState",
    "This is the last admin of the project. Make somebody else an admin first, so that the project can still be run.",
  );
}

export async function readRoleOf(tx: Transaction, projectId: string, userId: string) {
  const [member] = await tx
    .select({ role: projectMember.role })
    .from(projectMember)
    .where(and(eq(projectMember.projectId, projectId), eq(projectMember.userId, userId)));
  if (!member) throw new DomainError("NotFound", "This person is not in the project.");
  return member.role;
}
