import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role, TokenScope } from "@/domain/access";
import { createApiToken } from "@/server/auth/api-tokens";
import { GET, PUT } from "./objects/[digest]/route";
import { POST } from "./runs/route";

const ADDRESS = "http://127.0.0.1:3000/api/client";

let database: TestDatabase;
let home: string;

async function addToken(id: string, role: Role, scope: TokenScope): Promise<string> {
  await addPerson(database.db, "p", id, role);
  return createApiToken(database.db, { userId: id, name: "test", scope });
}

beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-client-routes-"));
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", home);
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "python3");
  await database.db.insert(project).values({ id: "p", slug: "own", name: "Own" });
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function register(token: string | null, body: unknown) {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await POST(new Request(`${ADDRESS}/runs`, { method: "POST", body: sent, headers }));
  return { status: answer.status, said: await answer.json() };
}

async function ask(method: "GET" | "PUT", token: string | null, digest: string, query = "", body?: string) {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const request = new Request(`${ADDRESS}/objects/${digest}?${query}`, { method, body, headers });
  const answer = await (method === "GET" ? GET : PUT)(request, { params: Promise.resolve({ digest }) });
  return { status: answer.status, said: await answer.json() };
}

test("a token that may log registers a run, one that may read does not, and none opens nothing", async () => {
  const logging = await addToken("logging", "researcher", "log");
  const made = await register(logging, { name: "mine", stage: "sft", config: { lr: 0.1 } });
  expect(made.status).toBe(201);
  expect(made.said).toMatchObject({ attempt: 1, url: `http://127.0.0.1:3000/projects/own/runs/${made.said.run}` });
  const reading = await addToken("reading", "researcher", "read");
  expect((await register(reading, { name: "mine" })).status).toBe(403);
  const investigating = await addToken("investigating", "investigator", "log");
  expect((await register(investigating, { name: "mine" })).status).toBe(403);
  expect((await register(null, { name: "mine" })).status).toBe(401);
  expect((await register("made-up", { name: "mine" })).status).toBe(401);
});

test("what cannot be registered is refused with its place", async () => {
  const token = await addToken("careless", "researcher", "log");
  expect(await register(token, "{")).toMatchObject({ status: 422, said: { message: "The body is not JSON." } });
  const wrong = await register(token, { name: "", stage: "two words" });
  expect([wrong.status, wrong.said.message]).toEqual([422, expect.stringMatching(/name[\s\S]*stage/)]);
  expect((await register(token, { name: "x", project: "nowhere" })).status).toBe(404);
});

test("files of an attempt come in pieces under its own token", async () => {
  const token = await addToken("sender", "researcher", "log");
  const { said } = await register(token, { name: "with files" });
  const digest = createHash("sha256").update("adapter").digest("hex");
  expect(await ask("GET", said.token, digest)).toEqual({ status: 200, said: { stored: false, received: 0 } });
  expect(await ask("PUT", said.token, digest, "from=0&total=7", "adap")).toMatchObject({ said: { received: 4 } });
  expect(await ask("PUT", said.token, digest, "from=4&total=7", "ter")).toMatchObject({ said: { stored: true } });
  expect((await ask("PUT", said.token, digest, "from=a&total=7", "x")).status).toBe(422);
  expect((await ask("PUT", said.token, "..%2Fcredential", "from=0&total=1", "x")).status).toBe(422);
  for (const stranger of [null, token, "made-up"]) {
    expect((await ask("GET", stranger, digest)).status).toBe(401);
    expect((await ask("PUT", stranger, digest, "from=0&total=7", "adapter")).status).toBe(401);
  }
});
