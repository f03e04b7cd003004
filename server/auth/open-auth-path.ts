/**
 * What the web lets through to better-auth. It brings many more routes, which list raw session tokens, change
 * addresses or link accounts; what does not stand here is not there.
 */
export const AUTH_PATHS = {
  GET: ["/get-session", "/magic-link/verify"],
  POST: ["/sign-in/email", "/sign-out", "/reset-password"],
} as const;

export function isOpenAuthPath(method: string, pathname: string): boolean {
  if (method !== "GET" && method !== "POST") return false;
  const open: readonly string[] = AUTH_PATHS[method];
  return open.some((path) => pathname === `/api/auth${path}`);
}
