import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Transaction } from "@/db/database";
import { idempotentRequest } from "@/db/schema/api";
import { project, user } from "@/db/schema/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { answerOnce, hashRequest, readKey } from "./answer-once";

const DAY = 24 * 60 * 60 * 1_000;
let database: TestDatabase;
let at = Date.parse("2026-01-01T00:00:00Z");
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.insert(user).values([
    { id: "u", name: "U", email: "u@example.org" },
    { id: "v", name: "V", email: "v@example.org" },
  ]);
});
afterAll(() => database.drop());

async function addProject(tx: Transaction) {
  made += 1;
  await tx.insert(project).values({ id: `p${made}`, slug: `p${made}`, name: "P" });
  return { status: 201, body: `{"made":${made}}` };
}

type Asked = { key: string; userId?: string; requestHash?: string; secret?: boolean };

const ask = ({ key, userId = "u", requestHash = "same", secret = false }: Asked, work = addProject) =>
  answerOnce(database.db, { userId, key, hash: requestHash, now: new Date(at), secret }, work);

const projects = () => database.db.$count(project);

test("a repeated request does nothing and answers the same", async () => {
  const before = await projects();
  const first = await ask({ key: "repeated" });
  expect(first).toMatchObject({ status: 201, repeated: false });
  expect(await ask({ key: "repeated" })).toEqual({ ...first, repeated: true });
  expect(await projects()).toBe(before + 1);
});

test("the key of another request, or of another person, is another matter", async () => {
  await ask({ key: "shared" });
  await expect(ask({ key: "shared", requestHash: "other" })).rejects.toMatchObject({ kind: "Conflict" });
  expect(await ask({ key: "shared", userId: "v" })).toMatchObject({ repeated: false });
});

test("two at once run once: the second waits and answers what the first did", async () => {
  const before = await projects();
  const slow = async (tx: Transaction) => {
    const answer = await addProject(tx);
    await new Promise((resolve) => setTimeout(resolve, 150));
    return answer;
  };
  const answers = await Promise.all([1, 2, 3].map(() => ask({ key: "at once" }, slow)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(await projects()).toBe(before + 1);
});

test("what fails leaves nothing behind, not even its key", async () => {
  const before = await projects();
  const failing = async (tx: Transaction) => {
    await addProject(tx);
    throw new Error("the process died");
  };
  await expect(ask({ key: "failing" }, failing)).rejects.toThrow("the process died");
  expect(await projects()).toBe(before);
  expect(await ask({ key: "failing" })).toMatchObject({ status: 201, repeated: false });
});

test("a secret is shown once and never kept", async () => {
  await ask({ key: "secret", secret: true }, async () => ({ status: 201, body: '{"token":"assay_x"}' }));
  const [kept] = await database.db.select().from(idempotentRequest).where(eq(idempotentRequest.key, "secret"));
  expect(kept).toMatchObject({ status: 201, answer: null });
  await expect(ask({ key: "secret", secret: true })).rejects.toMatchObject({
    kind: "Conflict",
    message: expect.stringContaining("shown once"),
  });
});

test("a key is kept for a day and then forgotten", async () => {
  await ask({ key: "old" });
  at += DAY - 1;
  expect(await ask({ key: "old" })).toMatchObject({ repeated: true });
  at += 1;
  expect(await ask({ key: "old" })).toMatchObject({ repeated: false });
  at += DAY;
  await ask({ key: "new" });
  expect((await database.db.select().from(idempotentRequest)).map(({ key }) => key)).toEqual(["new"]);
});

test("a key is one visible word, and fields and address belong to the request", () => {
  expect(readKey(new Headers())).toBeNull();
  expect(readKey(new Headers({ "idempotency-key": "7f3e-1" }))).toBe("7f3e-1");
  for (const bad of ["two words", "", "é", "x".repeat(256)]) {
    expect(() => readKey(new Headers({ "idempotency-key": bad }))).toThrow("cannot be used");
  }
  const hash = (secret: string, path: string, given: object) => hashRequest(secret, "POST", path, given);
  const asked = hash("s", "/a", { x: 1 });
  expect(hash("s", "/a", { x: 1 })).toBe(asked);
  const others = [hash("s", "/b", { x: 1 }), hash("s", "/a", {}), hash("t", "/a", { x: 1 })];
  expect(others).not.toContain(asked);
});
