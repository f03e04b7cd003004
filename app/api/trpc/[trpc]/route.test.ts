import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { createApiToken } from "@/server/auth/api-tokens";
import { POST } from "./route";

let database: TestDatabase;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", tmpdir());
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "python3");
  await database.db.insert(project).values({ id: "p", slug: "own", name: "Own" });
  await addPerson(database.db, "p", "u");
  token = await createApiToken(database.db, { userId: "u", name: "test" });
});
afterAll(() => database.drop());

function ask(path: string, input: object): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ json: input });
  return POST(new Request(`http://127.0.0.1:3000/api/trpc/${path}`, { method: "POST", headers, body }));
}

test("a query may come as a body, so that what it looks for stands in no address", async () => {
  const answer = await ask("runs.list", { project: "own", filter: "Jane", limit: 10 });
  expect(answer.status).toBe(200);
  expect((await answer.json()).result.data.json.items).toEqual([]);
});

test("an unforeseen error says nothing of the query that failed", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await database.sql`alter table run rename to away`;
  const answer = await ask("runs.list", { project: "own", filter: "Jane", limit: 10 });
  await database.sql`alter table away rename to run`;
  expect(answer.status).toBe(500);
  const text = await answer.text();
  for (const told of [text, ...said.mock.calls.map((call) => call.join(" "))]) {
    expect(told).not.toContain("Jane");
    expect(told).not.toContain("select");
  }
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
