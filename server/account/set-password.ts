import { and, eq, ne } from "drizzle-orm";
import { account, session } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { actorOf, appendAudit } from "../audit/append-audit";
import { revokeTokens, withdrawLinks } from "../auth/end-access";
import { hashNewPassword } from "../auth/hash-password";
import { requirePresentPassword } from "../auth/require-present-password";
import type { Context, Viewer } from "../context";
import { env } from "../env";

type Wanted = { password: string; current: string | null; revokeTokens: boolean };
type Asking = Pick<Context, "db" | "now"> & { viewer: Viewer };

/** Sets one's own password; ends one's sessions in all other browsers, open links and, if wanted, one's tokens. */
export async function setPassword({ db, now, viewer }: Asking, wanted: Wanted): Promise<void> {
  const { userId } = viewer;
  await requirePresentPassword(db, viewer, wanted.current);
  const password = await hashNewPassword(wanted.password);
  await db.transaction(async (tx) => {
    const credential = and(eq(account.userId, userId), eq(account.providerId, "credential"));
    const changed = await tx.update(account).set({ password }).where(credential).returning({ id: account.id });
    if (changed.length === 0) {
      await tx.insert(account).values({ id: newId(), userId, accountId: userId, providerId: "credential", password });
    }
    const own = eq(session.userId, userId);
    await tx.delete(session).where(viewer.sessionId ? and(own, ne(session.id, viewer.sessionId)) : own);
    await withdrawLinks(tx, userId);
    const ended = wanted.revokeTokens ? await revokeTokens(tx, { userId, home: env().ASSAY_HOME, now: now() }) : 0;
    const what = { projectId: null, action: "member.set-password", subject: "user", subjectId: userId };
    await appendAudit(tx, now(), { actor: actorOf(viewer), ...what, facts: { tokensRevoked: ended } });
  });
}
