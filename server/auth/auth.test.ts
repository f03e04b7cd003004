import { mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { session } from "@/db/schema/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { createAuth } from "./auth";
import { ensureFirstAdmin, FIRST_ADMIN_EMAIL } from "./ensure-first-admin";
import { ensureLocalCredential } from "./local-credential";
import { readBearerViewer } from "./read-bearer-viewer";

const URL_HERE = "http://127.0.0.1:3000";
const SECRET = "a secret for tests that is long enough";
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstAdmin(database.db);
});
afterAll(() => database.drop());

async function issueSignInAddress(): Promise<string> {
  const addresses: string[] = [];
  const auth = createAuth({
    db: database.db,
    url: URL_HERE,
    secret: SECRET,
    deliverSignInLink: (address) => addresses.push(address),
  });
  await auth.api.signInMagicLink({ body: { email: FIRST_ADMIN_EMAIL, callbackURL: "/" }, headers: new Headers() });
  return addresses[0] ?? "";
}

test("the printed address signs in once", async () => {
  const address = await issueSignInAddress();
  const web = createAuth({ db: database.db, url: URL_HERE, secret: SECRET });
  const first = await web.handler(new Request(address));
  expect(first.headers.get("set-cookie")).toContain("assay.session_token");
  const again = await web.handler(new Request(address));
  expect(again.headers.get("set-cookie")).toBeNull();
  expect(await database.db.select().from(session)).toHaveLength(1);
});

test("the web hands out no sign-in links", async () => {
  const web = createAuth({ db: database.db, url: URL_HERE, secret: SECRET });
  const asked = await web.handler(
    new Request(`${URL_HERE}/api/auth/sign-in/magic-link`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: URL_HERE },
      body: JSON.stringify({ email: FIRST_ADMIN_EMAIL }),
    }),
  );
  expect(asked.status).toBe(404);
});

test("nobody signs up alone", async () => {
  const web = createAuth({ db: database.db, url: URL_HERE, secret: SECRET });
  const asked = await web.handler(
    new Request(`${URL_HERE}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: URL_HERE },
      body: JSON.stringify({ name: "x", email: "x@example.org", password: "long enough password" }),
    }),
  );
  expect(asked.status).toBe(400);
});

test("the local credential is private, kept while good, and renewed when it is not", async () => {
  const home = await mkdtemp(join(tmpdir(), "assay-credential-"));
  const admin = await ensureFirstAdmin(database.db);
  await ensureLocalCredential(database.db, home, admin);
  const path = join(home, "credential");
  const token = (await readFile(path, "utf8")).trim();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readBearerViewer(database.db, `Bearer ${token}`)).toMatchObject({ email: FIRST_ADMIN_EMAIL });

  await ensureLocalCredential(database.db, home, admin);
  expect((await readFile(path, "utf8")).trim()).toBe(token);

  const otherHome = await mkdtemp(join(tmpdir(), "assay-credential-"));
  await ensureLocalCredential(database.db, otherHome, admin);
  expect(await readBearerViewer(database.db, `Bearer ${token}`)).toBeNull();
});
