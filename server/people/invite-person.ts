import { randomBytes } from "node:crypto";
import type { Database } from "@/db/database";
import { invitation } from "@/db/schema/people";
import type { Role } from "@/domain/access";
import { newId } from "@/domain/identifiers";
import { daysAfter } from "@/domain/people/expiry";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { hashToken } from "../auth/api-tokens";
import { DomainError } from "../errors";
import { lockPeople, readRoleOf } from "./keep-an-admin";

export type WantedInvitation = { role: Role; email: string | null; expiresInDays: number };
type Where = { projectId: string; invitedBy: string; actor: AuditActor; now: Date; publicUrl: string };

/** The address is told once. What opens it stands behind `#`, which no server, proxy or log gets to see. */
export async function invitePerson(db: Database, wanted: WantedInvitation, where: Where) {
  const token = randomBytes(24).toString("base64url");
  const { role, email } = wanted;
  const { projectId, invitedBy, actor, now } = where;
  const expiresAt = daysAfter(now, wanted.expiresInDays);
  const id = newId();
  await db.transaction(async (tx) => {
    // Whoever takes the inviter's role away has either done so, or finds the invitation and withdraws it.
    await lockPeople(tx, projectId);
    if ((await readRoleOf(tx, projectId, invitedBy)) !== "admin") {
      throw new DomainError("Forbidden", "Only an admin of the project invites people.");
    }
    await tx
      .insert(invitation)
      .values({ id, projectId, role, email, invitedBy, createdAt: now, expiresAt, tokenHash: hashToken(token) });
    const what = { projectId, action: "invitation.make", subject: "invitation", subjectId: id };
    await appendAudit(tx, now, { actor, ...what, facts: { role, forOnePerson: email !== null, expiresAt } });
  });
  return { id, address: new URL(`/invite#${token}`, where.publicUrl).toString(), role, email, expiresAt };
}
