import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Database } from "@/db/database";
import { account, session, user, verification } from "@/db/schema/people";
import { SHORTEST_PASSWORD } from "@/domain/people/password-rule";
import { trustedOrigins } from "./trusted-origins";

const SIGN_IN_LINK_SECONDS = 60 * 60;
const SIGN_IN_PACE = { window: 60, max: 30 };
export const PASSWORD_RESET_SECONDS = 60 * 60 * 24;

export type AuthOptions = {
  db: Database;
  /** The public address. Cookies are Secure where it is https. */
  url: string;
  secret: string;
  /** Takes a one-time sign-in link. Only the terminal of the person who owns the machine has one. */
  deliverSignInLink?: (address: string) => void;
  /** Takes what a link to a new password ends in. Only an admin who asked for one has it. */
  deliverPasswordReset?: (token: string) => void;
  /** Ends what else opened the account of a person who set a new password by a link. */
  onPasswordReset?: (userId: string) => Promise<void>;
};

export function createAuth(options: AuthOptions) {
  const { db, url, secret, deliverSignInLink, deliverPasswordReset, onPasswordReset } = options;
  return betterAuth({
    baseURL: url,
    secret,
    trustedOrigins: trustedOrigins(url),
    telemetry: { enabled: false },
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user, session, account, verification },
      transaction: true,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: PASSWORD_RESET_SECONDS,
      sendResetPassword: async ({ token }) => deliverPasswordReset?.(token),
      onPasswordReset: async ({ user: { id } }) => onPasswordReset?.(id),
    },
    // A team behind one address signs in within a minute; who guesses passwords gets no further than this.
    rateLimit: { customRules: { "/sign-in/email": SIGN_IN_PACE, "/reset-password": SIGN_IN_PACE } },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    verification: { storeIdentifier: "hashed" },
    advanced: { cookiePrefix: "assay" },
    disabledPaths: [
      ...(deliverSignInLink ? [] : ["/sign-in/magic-link"]),
      ...(deliverPasswordReset ? [] : ["/request-password-reset"]),
    ],
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
