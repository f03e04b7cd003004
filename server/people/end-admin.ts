import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { invitation, projectMember, verification } from "@/db/schema/people";

type Former = { projectId: string; userId: string; now: Date };

/**
 * Takes back what somebody handed out as an admin, once they are none: links into the project, and password links for
 * those who are in it. Who made a password link is not kept, so those of other admins go with them.
 */
export async function endAdmin(tx: Transaction, { projectId, userId, now }: Former): Promise<void> {
  await tx
    .update(invitation)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(invitation.projectId, projectId),
        eq(invitation.invitedBy, userId),
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
      ),
    );
  const people = tx
    .select({ userId: projectMember.userId })
    .from(projectMember)
    .where(eq(projectMember.projectId, projectId));
  await tx.delete(verification).where(inArray(verification.value, people));
}
