import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { invitation, projectMember, user } from "@/db/schema/people";

export async function listPeople(db: Database, projectId: string) {
  return db
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      role: projectMember.role,
      joinedAt: projectMember.createdAt,
    })
    .from(projectMember)
    .innerJoin(user, eq(user.id, projectMember.userId))
    .where(eq(projectMember.projectId, projectId))
    .orderBy(asc(user.name), asc(user.id));
}

/** Those that still let somebody in. */
export async function listInvitations(db: Database, projectId: string, now: Date) {
  return db
    .select({
      id: invitation.id,
      role: invitation.role,
      email: invitation.email,
      invitedBy: user.name,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .leftJoin(user, eq(user.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.projectId, projectId),
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
        gt(invitation.expiresAt, now),
      ),
    )
    .orderBy(desc(invitation.createdAt), asc(invitation.id));
}
