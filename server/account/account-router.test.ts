import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { createAuth } from "../auth/auth";
import { ensureFirstAdmin, FIRST_ADMIN_EMAIL } from "../auth/ensure-first-admin";
import { createCaller } from "../router";

const URL_HERE = "http://127.0.0.1:3000";
let database: TestDatabase;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  userId = (await ensureFirstAdmin(database.db)).userId;
});
afterAll(() => database.drop());

function callAs(viewer: { userId: string; name: string; email: string } | null) {
  return createCaller({ db: database.db, sql: database.sql, now: () => new Date(), viewer });
}

async function signIn(password: string): Promise<number> {
  const auth = createAuth({ db: database.db, url: URL_HERE, secret: "a secret for tests that is long enough" });
  const answer = await auth.handler(
    new Request(`${URL_HERE}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: URL_HERE },
      body: JSON.stringify({ email: FIRST_ADMIN_EMAIL, password }),
    }),
  );
  return answer.status;
}

test("a password can be set, changed, and then signs in", async () => {
  const account = callAs({ userId, name: "Administrator", email: FIRST_ADMIN_EMAIL }).account;
  await account.setPassword({ password: "first password" });
  expect(await signIn("first password")).toBe(200);
  await account.setPassword({ password: "second password", current: "first password" });
  expect(await signIn("first password")).toBe(401);
  expect(await signIn("second password")).toBe(200);
});

test("a short password is refused with what to do", async () => {
  const account = callAs({ userId, name: "Administrator", email: FIRST_ADMIN_EMAIL }).account;
  await expect(account.setPassword({ password: "short", current: "second password" })).rejects.toThrow(
    "at least 10 characters",
  );
});

test("nobody sets a password", async () => {
  await expect(callAs(null).account.setPassword({ password: "long enough password" })).rejects.toThrow("Sign in first");
});
