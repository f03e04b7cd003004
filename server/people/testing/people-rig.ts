import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { account, project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createApiToken, readTokenViewer } from "../../auth/api-tokens";
import { createAuth } from "../../auth/auth";
import { hashNewPassword } from "../../auth/hash-password";
import { endAccessOnReset } from "../../auth/web-auth";
import type { Viewer } from "../../context";
import { createCaller } from "../../router";

export const PUBLIC_URL = "https://assay.example.org";
export const SECRET = "a secret for tests that is long enough";

/** A project with an admin, a researcher and a clock that stands still until it is moved. */
export async function createPeopleRig() {
  const database = await createTestDatabase();
  const { db, sql } = database;
  vi.stubEnv("DATABASE_URL", database.url);
  const home = await mkdtemp(join(tmpdir(), "assay-people-"));
  vi.stubEnv("ASSAY_HOME", home);
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_PUBLIC_URL", PUBLIC_URL);
  vi.stubEnv("ASSAY_SECRET", SECRET);
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  await db.insert(project).values([
    { id: "p", slug: "notes", name: "Notes" },
    { id: "q", slug: "trial", name: "Trial" },
  ]);
  const clock = { now: new Date() };
  const admin = await addPerson(db, "p", "ada", "admin");
  const researcher = await addPerson(db, "p", "rosa");
  const as = (viewer: Viewer | null) => createCaller({ db, sql, now: () => clock.now, viewer });
  const onPasswordReset = endAccessOnReset({ db, home, now: () => clock.now });
  const auth = createAuth({ db, url: PUBLIC_URL, secret: SECRET, onPasswordReset });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    auth.handler(
      new Request(`${PUBLIC_URL}/api/auth${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: PUBLIC_URL, ...headers },
        body: JSON.stringify(body),
      }),
    );
  const signIn = (email: string, password: string) => post("/sign-in/email", { email, password });
  const givePassword = async (userId: string, password: string) => {
    const hash = await hashNewPassword(password);
    await db
      .insert(account)
      .values({ id: `credential-${userId}`, userId, accountId: userId, providerId: "credential", password: hash });
  };
  /** Somebody who asks by the token in the data folder. */
  const asMachine = async (userId: string) => {
    const token = await createApiToken(db, { userId, name: "machine", scope: "admin" });
    await writeFile(join(home, "credential"), `${token}\n`);
    return as(await readTokenViewer(db, token, clock.now));
  };
  const close = async () => {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  };
  return { database, db, clock, admin, researcher, as, asMachine, auth, post, signIn, givePassword, close };
}

export type PeopleRig = Awaited<ReturnType<typeof createPeopleRig>>;

/** What an address ends in behind `#`. */
export function secretOf(address: string): string {
  return new URL(address).hash.slice(1);
}
