import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
import { appendAudit } from "../audit/append-audit";
import { issueResetLink, lockPerson, type ResetPlace } from "../auth/issue-reset-link";
import { DomainError } from "../errors";

/** For whoever owns the machine, who could write the database itself: a password link for anybody. */
export async function issueResetByMachine(db: Database, email: string, place: ResetPlace) {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .select({ id: user.id, email: user.email, name: user.name })
      .from(user)
      .where(eq(user.email, email));
    if (!person) throw new DomainError("NotFound", "Nobody has an account with this address.");
    await lockPerson(tx, person.id);
    const link = await issueResetLink(tx, person, place);
    const actor = { id: null, name: "The server's own machine", by: "terminal" } as const;
    const what = { projectId: null, action: "member.issue-password-link", subject: "user", subjectId: person.id };
    await appendAudit(tx, place.now, { actor, ...what });
    return { ...link, name: person.name };
  });
}
