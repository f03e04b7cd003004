import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { user } from "@/db/schema/people";
import { createAuth, PASSWORD_RESET_SECONDS } from "./auth";
import { withdrawPasswordLinks } from "./end-access";

export type ResetPlace = { now: Date; publicUrl: string; secret: string };

/**
 * Holds the person's row until the end of the transaction. Whoever takes them into a project waits, and then finds
 * the link and withdraws it.
 */
export async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("update");
}

/** An address where a person sets a new password, once; earlier ones end. Whoever holds it becomes that person. */
export async function issueResetLink(tx: Transaction, person: { id: string; email: string }, place: ResetPlace) {
  await withdrawPasswordLinks(tx, person.id);
  const tokens: string[] = [];
  const { publicUrl: url, secret } = place;
  const auth = createAuth({ db: tx, url, secret, deliverPasswordReset: (token) => tokens.push(token) });
  await auth.api.requestPasswordReset({ body: { email: person.email } });
  const [token] = tokens;
  if (token === undefined) throw new Error("No password link was made.");
  return {
    address: new URL(`/reset-password#${token}`, url).toString(),
    expiresAt: new Date(place.now.getTime() + PASSWORD_RESET_SECONDS * 1_000),
  };
}
