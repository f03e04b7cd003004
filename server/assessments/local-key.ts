import { createHmac } from "node:crypto";

/** For the marks that a browser has not delivered yet: the same for one person in every session, and nobody else's. */
export function localKeyOf(secret: string, userId: string): string {
  return createHmac("sha256", secret).update(`unsent marks of ${userId}`).digest("base64url");
}
