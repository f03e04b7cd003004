import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { account, invitation, projectMember, user } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { type AuditActor, actorOf, appendAudit } from "../audit/append-audit";
import { withdrawPasswordLinks } from "../auth/end-access";
import { hashNewPassword } from "../auth/hash-password";
import type { Viewer } from "../context";
import { DomainError } from "../errors";
import { CLOSED, openInvitation } from "./open-invitation";

type Opened = Awaited<ReturnType<typeof openInvitation>>;
export type NewPerson = { name: string; email: string; password: string };

function requireInvited({ email }: Opened, own: string): void {
  if (email === null || email === own.toLowerCase()) return;
  throw new DomainError("Forbidden", "This invitation was made for another address.");
}

type Joining = AuditActor & { id: string };

/** One link lets one person in: whoever is second gets no row back. */
async function join(tx: Transaction, opened: Opened, person: Joining, now: Date): Promise<void> {
  const { id: userId } = person;
  const claimed = await tx
    .update(invitation)
    .set({ acceptedAt: now, acceptedBy: userId })
    .where(and(eq(invitation.id, opened.id), isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt)))
    .returning({ id: invitation.id });
  if (claimed.length === 0) throw new DomainError("NotFound", CLOSED);
  const joined = await tx
    .insert(projectMember)
    .values({ projectId: opened.projectId, userId, role: opened.role })
    .onConflictDoNothing()
    .returning({ userId: projectMember.userId });
  if (joined.length === 0) throw new DomainError("Conflict", "You are in this project already.");
  // Made by an admin of what they could open until now.
  await withdrawPasswordLinks(tx, userId);
  const what = { projectId: opened.projectId, action: "member.join", subject: "project_member", subjectId: userId };
  await appendAudit(tx, now, { actor: person, ...what, facts: { role: opened.role, invitation: opened.id } });
}

/** Somebody who is signed in joins as who they are. */
export async function acceptAs(db: Database, viewer: Viewer, token: string, now: Date): Promise<{ slug: string }> {
  const opened = await openInvitation(db, token, now);
  requireInvited(opened, viewer.email);
  await db.transaction((tx) => join(tx, opened, { ...actorOf(viewer), id: viewer.userId }, now));
  return { slug: opened.slug };
}

/** Somebody new joins with an account made here and now. */
export async function acceptAsNew(
  db: Database,
  person: NewPerson,
  token: string,
  now: Date,
): Promise<{ slug: string }> {
  const opened = await openInvitation(db, token, now);
  requireInvited(opened, person.email);
  const password = await hashNewPassword(person.password);
  const userId = newId();
  const { name, email } = person;
  await db.transaction(async (tx) => {
    // Assay proves nothing by mail. Unverified, the first sign-in address would take the password away again.
    const made = await tx
      .insert(user)
      .values({ id: userId, name, email, emailVerified: true })
      .onConflictDoNothing({ target: user.email })
      .returning({ id: user.id });
    if (made.length === 0) {
      throw new DomainError("Conflict", "There is an account with this address already. Sign in with it to join.");
    }
    await tx.insert(account).values({ id: newId(), userId, accountId: userId, providerId: "credential", password });
    await join(tx, opened, { id: userId, name, by: "session" }, now);
  });
  return { slug: opened.slug };
}
