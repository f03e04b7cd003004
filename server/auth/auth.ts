import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Database } from "@/db/database";
import { account, session, user, verification } from "@/db/schema/people";

const SIGN_IN_LINK_SECONDS = 60 * 60;

export type AuthOptions = {
  db: Database;
  url: string;
  secret: string;
  /** Takes a one-time sign-in link. Only the terminal of the person who owns the machine has one. */
  deliverSignInLink?: (address: string) => void;
};

function loopbackOrigins(url: string): string[] {
  const { port, origin } = new URL(url);
  return [origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

export function createAuth({ db, url, secret, deliverSignInLink }: AuthOptions) {
  return betterAuth({
    baseURL: url,
    secret,
    trustedOrigins: loopbackOrigins(url),
    telemetry: { enabled: false },
    database: drizzleAdapter(db, { provider: "pg", schema: { user, session, account, verification } }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    advanced: { cookiePrefix: "assay" },
    disabledPaths: deliverSignInLink ? [] : ["/sign-in/magic-link"],
    plugins: [
      magicLink({
        expiresIn: SIGN_IN_LINK_SECONDS,
        storeToken: "hashed",
        disableSignUp: true,
        sendMagicLink: ({ url: address }) => deliverSignInLink?.(address),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
