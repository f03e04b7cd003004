import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { account } from "@/db/schema/people";
import type { Viewer } from "../context";
import { env } from "../env";
import { DomainError } from "../errors";
import { isPasswordOf } from "./hash-password";
import { isLocalCredential } from "./local-credential";

export async function readPasswordHash(db: Database, userId: string): Promise<string | null> {
  const [found] = await db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, "credential")));
  return found?.hash ?? null;
}

/**
 * Before what would outlast a browser that was left open, or a token that leaked. Whoever has no password cannot be
 * asked, and whoever reads the machine's own credential could write the database itself.
 */
export async function requirePresentPassword(db: Database, viewer: Viewer, current: string | null): Promise<void> {
  const hash = await readPasswordHash(db, viewer.userId);
  if (hash === null) return;
  if (current !== null && (await isPasswordOf(hash, current))) return;
  if (current === null && (await isLocalCredential(db, env().ASSAY_HOME, viewer))) return;
  const what = current === null ? "Your present password is needed for this." : "Your present password is not this.";
  const remedy = "Do it in a browser, or by the command line of the server's own machine.";
  throw new DomainError("Validation", what, [{ where: "current", what, remedy }]);
}
