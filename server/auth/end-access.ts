import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken, user, verification } from "@/db/schema/people";
import { readCredentialHash } from "./local-credential";

/** Password links are kept with whom they are for; better-auth hashes what they end in. */
export async function withdrawPasswordLinks(db: Database, userId: string): Promise<void> {
  await db.delete(verification).where(eq(verification.value, userId));
}

/** Password links, and one-time addresses that would sign somebody in. */
export async function withdrawLinks(db: Database, userId: string): Promise<void> {
  const email = db.select({ email: user.email }).from(user).where(eq(user.id, userId));
  // Values that are no JSON must not reach the cast, and only CASE keeps that order.
  const signsIn = sql`case when ${verification.value} like '{"type":"magic-link"%'
    then ${verification.value}::jsonb ->> 'email' = (${email}) else false end`;
  await db.delete(verification).where(or(eq(verification.value, userId), signsIn));
}

/** Ends all API tokens of a person but the one that lies in the data folder: its owner could only make it anew. */
export async function revokeTokens(db: Database, of: { userId: string; home: string; now: Date }): Promise<number> {
  const kept = await readCredentialHash(of.home);
  const others = kept === null ? undefined : ne(apiToken.tokenHash, kept);
  const ended = await db
    .update(apiToken)
    .set({ revokedAt: of.now })
    .where(and(eq(apiToken.userId, of.userId), isNull(apiToken.revokedAt), others))
    .returning({ id: apiToken.id });
  return ended.length;
}
