import { appendAudit } from "../audit/append-audit";
import { services } from "../context";
import { env } from "../env";
import { type Auth, type AuthOptions, createAuth } from "./auth";
import { revokeTokens, withdrawLinks } from "./end-access";

let made: Auth | undefined;

/** Whoever sets a password by a link may have lost the account to somebody: nothing that opened it before stays. */
export function endAccessOnReset({ db, home, now }: { db: AuthOptions["db"]; home: string; now: () => Date }) {
  return (userId: string) =>
    db.transaction(async (tx) => {
      await withdrawLinks(tx, userId);
      const tokensRevoked = await revokeTokens(tx, { userId, home, now: now() });
      const actor = { id: userId, name: "Whoever held the password link", by: "session" } as const;
      const what = { projectId: null, action: "member.set-password", subject: "user", subjectId: userId };
      await appendAudit(tx, now(), { actor, ...what, facts: { byLink: true, tokensRevoked } });
    });
}

/** The web process's own instance; made at the first request because the build has no environment. */
export function webAuth(): Auth {
  const { db, now } = services();
  const onPasswordReset = endAccessOnReset({ db, home: env().ASSAY_HOME, now });
  made ??= createAuth({ db, url: env().ASSAY_PUBLIC_URL, secret: env().ASSAY_SECRET, onPasswordReset });
  return made;
}
