import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Auth } from "@/server/auth/auth";
import { PASSWORD, PEOPLE, type Person } from "./people";

/** Where the cookies of a person on one site are kept. */
export function sessionFile(site: string, person: Person): string {
  const folder = join(tmpdir(), `assay-e2e-sessions-${process.env.ASSAY_E2E_RUN}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  return join(folder, `${site}-${person}.json`);
}

/** Signs in with the server's own code, which over HTTP counts tries, and keeps the cookies. */
export async function keepSession(auth: Auth, site: string, person: Person): Promise<void> {
  const { email } = PEOPLE[person];
  const answer = await auth.api.signInEmail({ body: { email, password: PASSWORD }, asResponse: true });
  if (!answer.ok) throw new Error(`${person} could not sign in: ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [pair = ""] = line.split(";");
    const [name, ...value] = pair.split("=");
    return { name, value: value.join("="), domain: "127.0.0.1", path: "/", expires: -1, httpOnly: true };
  });
  const state = { cookies: cookies.map((each) => ({ ...each, secure: false, sameSite: "Lax" })), origins: [] };
  writeFileSync(sessionFile(site, person), JSON.stringify(state), { mode: 0o600 });
}
