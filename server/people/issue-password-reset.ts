import { and, eq, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { projectMember, user } from "@/db/schema/people";
import { createAuth, PASSWORD_RESET_SECONDS } from "../auth/auth";
import { DomainError } from "../errors";

type Where = { projectId: string; userId: string; adminId: string; now: Date; publicUrl: string; secret: string };

/** Projects of this person in which the admin is none. */
async function countForeignProjects(db: Database, userId: string, adminId: string): Promise<number> {
  const own = alias(projectMember, "own");
  const administered = db
    .select({ one: sql`1` })
    .from(own)
    .where(and(eq(own.projectId, projectMember.projectId), eq(own.userId, adminId), eq(own.role, "admin")));
  return db.$count(projectMember, and(eq(projectMember.userId, userId), notExists(administered)));
}

async function findMember(db: Database, { projectId, userId }: Pick<Where, "projectId" | "userId">) {
  const [member] = await db
    .select({ email: user.email, name: user.name })
    .from(user)
    .innerJoin(projectMember, and(eq(projectMember.userId, user.id), eq(projectMember.projectId, projectId)))
    .where(eq(user.id, userId));
  if (!member) throw new DomainError("NotFound", "This person is not in the project.");
  return member;
}

/**
 * An address where a person sets a new password, once. Whoever holds it becomes that person, so only somebody who
 * rules all that the person can open may ask for it.
 */
export async function issuePasswordReset(db: Database, where: Where) {
  const member = await findMember(db, where);
  if ((await countForeignProjects(db, where.userId, where.adminId)) > 0) {
    throw new DomainError(
      "Forbidden",
      "This person is also in a project of which you are no admin, and a new password would open that too. An admin of all their projects can do this, or the person with a sign-in address from the server's terminal.",
    );
  }
  const token = await new Promise<string>((resolve, reject) => {
    const { publicUrl: url, secret } = where;
    const auth = createAuth({ db, url, secret, deliverPasswordReset: resolve });
    auth.api.requestPasswordReset({ body: { email: member.email } }).catch(reject);
  });
  return {
    address: new URL(`/reset-password#${token}`, where.publicUrl).toString(),
    name: member.name,
    expiresAt: new Date(where.now.getTime() + PASSWORD_RESET_SECONDS * 1_000),
  };
}
