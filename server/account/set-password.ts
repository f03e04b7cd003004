import { and, eq, ne } from "drizzle-orm";
import { account, session } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { hashNewPassword, isPasswordOf } from "../auth/hash-password";
import type { Context, Viewer } from "../context";
import { DomainError } from "../errors";

type Wanted = { password: string; current: string | null };

/** A browser that was left open must not be enough to take an account over; a terminal's credential is. */
async function requireCurrent(viewer: Viewer, hash: string | null, current: string | null): Promise<void> {
  if (!hash || viewer.token) return;
  if (current !== null && (await isPasswordOf(hash, current))) return;
  const what =
    current === null ? "Your present password is needed to change it." : "Your present password is not this.";
  throw new DomainError("Validation", what, [{ where: "current", what }]);
}

/** Sets one's own password and ends one's sessions in all other browsers. */
export async function setPassword({ db, viewer }: Pick<Context, "db"> & { viewer: Viewer }, wanted: Wanted) {
  const { userId } = viewer;
  const credential = and(eq(account.userId, userId), eq(account.providerId, "credential"));
  const [present] = await db.select({ id: account.id, hash: account.password }).from(account).where(credential);
  await requireCurrent(viewer, present?.hash ?? null, wanted.current);
  const password = await hashNewPassword(wanted.password);
  await db.transaction(async (tx) => {
    if (present) await tx.update(account).set({ password }).where(credential);
    else
      await tx.insert(account).values({ id: newId(), userId, accountId: userId, providerId: "credential", password });
    const own = eq(session.userId, userId);
    await tx.delete(session).where(viewer.sessionId ? and(own, ne(session.id, viewer.sessionId)) : own);
  });
}
