import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { invitation, project, user } from "@/db/schema/people";
import { hashToken } from "../auth/api-tokens";
import { DomainError } from "../errors";

/** Why it does not open is not told: who holds a wrong link learns nothing. */
export const CLOSED = "This invitation was used or withdrawn, or is too old. Ask for a new one.";

/** What the holder of a link is invited to. */
export async function openInvitation(db: Database, token: string, now: Date) {
  const [found] = await db
    .select({
      id: invitation.id,
      projectId: invitation.projectId,
      role: invitation.role,
      email: invitation.email,
      expiresAt: invitation.expiresAt,
      project: project.name,
      slug: project.slug,
      invitedBy: user.name,
    })
    .from(invitation)
    .innerJoin(project, eq(project.id, invitation.projectId))
    .leftJoin(user, eq(user.id, invitation.invitedBy))
    .where(
      and(
        eq(invitation.tokenHash, hashToken(token)),
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
        gt(invitation.expiresAt, now),
      ),
    );
  if (!found) throw new DomainError("NotFound", CLOSED);
  return found;
}
