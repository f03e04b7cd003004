import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "@playwright/test";
import { PASSWORD, PEOPLE, type Person } from "./people";

export function sessionFile(person: Person): string {
  const folder = join(tmpdir(), `assay-e2e-sessions-${process.env.ASSAY_E2E_RUN}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  return join(folder, `${person}.json`);
}

/** Signs in through the public API and keeps the cookies for the journeys of that person. */
export async function keepSession(url: string, person: Person): Promise<void> {
  const visitor = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const answer = await visitor.post("/api/auth/sign-in/email", {
    data: { email: PEOPLE[person].email, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${person} could not sign in: ${answer.status()}`);
  await visitor.storageState({ path: sessionFile(person) });
  await visitor.dispose();
}
