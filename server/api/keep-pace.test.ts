import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { ApiError } from "./api-error";
import { keepPace } from "./keep-pace";

let database: TestDatabase;
let at = Date.parse("2026-01-01T00:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function ask(userId: string, kind: "read" | "write" = "read", perMinute = 3) {
  try {
    const headers = await keepPace({ sql: database.sql, now: () => new Date(at) }, { userId, kind, perMinute });
    return Number(headers.get("ratelimit-remaining"));
  } catch (error) {
    if (error instanceof ApiError) return { ...error, message: error.message };
    throw error;
  }
}

test("a minute's worth goes at once, then one at a time", async () => {
  expect([await ask("a"), await ask("a"), await ask("a")]).toEqual([2, 1, 0]);
  const refused = {
    kind: "TooManyRequests",
    message: "This server answers one person 3 reads a minute. Ask again in 20 seconds.",
    headers: { "retry-after": "20", "ratelimit-limit": "3", "ratelimit-remaining": "0" },
  };
  expect(await ask("a")).toMatchObject(refused);
  at += 19_500;
  expect(await ask("a")).toMatchObject({ message: expect.stringContaining("in 1 second.") });
  at += 500;
  expect(await ask("a")).toBe(0);
  expect(await ask("a")).toMatchObject({ headers: { "retry-after": "20" } });
});

test("a refused request costs nothing, and rest gives everything back", async () => {
  at += 3_600_000;
  expect([await ask("a"), await ask("a"), await ask("a")]).toEqual([2, 1, 0]);
  expect(await ask("a")).toMatchObject({ kind: "TooManyRequests" });
});

test("people, reads and writes are counted apart", async () => {
  expect(await ask("b")).toBe(2);
  expect(await ask("b", "write")).toBe(2);
  expect(await ask("b")).toBe(1);
});

test("many at once pass as often as the limit says, whichever process they reach", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask("c", "read", 12)));
  expect(answers.filter((answer) => typeof answer === "number")).toHaveLength(12);
});
