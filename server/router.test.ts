import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { appRouter } from "./router";

const WITHOUT_PROJECT = ["projects.list", "projects.viewer", "account.signInAddress", "account.setPassword"];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const procedures = Object.keys(appRouter._def.procedures);

async function call(path: string, viewer: { userId: string; name: string; email: string } | null): Promise<string> {
  const context = { db: database.db, sql: database.sql, now: () => new Date(), viewer };
  const found: unknown = path
    .split(".")
    .reduce<unknown>((at, name) => Reflect.get(Object(at), name), appRouter.createCaller(context));
  if (typeof found !== "function") throw new Error(`${path} is not a procedure`);
  try {
    await found({ project: "somewhere-else" });
    return "answered";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "failed";
  }
}

describe("every procedure denies by default", () => {
  test.each(procedures)("%s refuses nobody", async (path) => {
    expect(await call(path, null)).toBe("UNAUTHORIZED");
  });

  test.each(procedures.filter((path) => !WITHOUT_PROJECT.includes(path)))(
    "%s refuses a stranger to the project",
    async (path) => {
      const stranger = { userId: "stranger", name: "Stranger", email: "stranger@example.org" };
      expect(await call(path, stranger)).toBe("NOT_FOUND");
    },
  );
});
