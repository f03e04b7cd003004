import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
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
    return { ...(await issueResetLink(tx, person, place)), name: person.name };
  });
}
