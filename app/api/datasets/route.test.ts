import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/domain/access";
import { createApiToken } from "@/server/auth/api-tokens";
import { TEST_PYTHON } from "@/server/testing/test-python";
import { GET as exportByRoute } from "./[version]/export/route";
import { POST as openByRoute } from "./imports/route";
import { POST } from "./route";

vi.setConfig({ testTimeout: 60_000 });

const LIMIT_BYTES = 4_000;
const ROWS = "talk,summary\nCough?,Coughs.\nFever?,Febrile.\n";
const COLUMNS = "source=talk,reference=summary";

let database: TestDatabase;
let home: string;
let writer: string;
let reader: string;

async function addToken(id: string, role: Role): Promise<string> {
  await addPerson(database.db, "p", id, role);
  return createApiToken(database.db, { userId: id, name: "test", scope: "write" });
}

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  home = await mkdtemp(join(tmpdir(), "assay-upload-test-"));
  vi.stubEnv("ASSAY_HOME", home);
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", TEST_PYTHON);
  vi.stubEnv("ASSAY_UPLOAD_MAX_BYTES", String(LIMIT_BYTES));
  await database.db.insert(project).values([
    { id: "p", slug: "own", name: "Own" },
    { id: "q", slug: "foreign", name: "Foreign" },
  ]);
  writer = await addToken("writer", "researcher");
  reader = await addToken("reader", "investigator");
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

/** Everything of uploads that lies on the disk. */
const uploads = () => readdir(join(home, "imports"), { recursive: true }).catch(() => []);

type Sent = { query?: Record<string, string>; token?: string | null; headers?: Record<string, string> };

async function post(body: BodyInit | null, { query = {}, token = writer, headers = {} }: Sent = {}) {
  const url = `http://127.0.0.1:3000/api/datasets?${new URLSearchParams(query)}`;
  const credential: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const init = { method: "POST", body, headers: { ...credential, ...headers }, duplex: "half" };
  const answer = await POST(new Request(url, init));
  return { status: answer.status, said: await answer.json() };
}

const raw = { project: "own", fileName: "visits.csv", type: "notes", columns: COLUMNS };

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  form.set("file", new File([ROWS], "visits.csv"));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

async function postForm(form: FormData, sent: Sent = {}) {
  const encoded = new Response(form);
  const body = await encoded.arrayBuffer();
  const type = encoded.headers.get("content-type") ?? "";
  const headers = { "content-type": type, "content-length": String(body.byteLength) };
  return post(body, { ...sent, headers: { ...headers, ...sent.headers } });
}

test("a file comes as the body or in a form, and the same rows are one version", async () => {
  const first = await post(ROWS, { query: raw });
  expect(first).toMatchObject({ status: 201, said: { rows: 2, type: "notes", existing: false } });
  const again = await postForm(formOf({ project: "own", name: "visits", type: "notes", columns: COLUMNS }));
  expect(again).toMatchObject({ status: 200, said: { existing: true } });
  expect(again.said.datasetVersionId).toBe(first.said.datasetVersionId);
  expect(await database.db.$count(example)).toBe(2);
});

function streamOf(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull: (controller) => {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(500).fill(65));
      left -= 500;
    },
  });
}

test("too large is refused by what it says, and by what it is", async () => {
  const headers = { "content-length": String(LIMIT_BYTES + 1) };
  const answers = [
    await post(ROWS, { query: raw, headers }),
    await post(streamOf(LIMIT_BYTES + 500), { query: raw }),
    await postForm(formOf({ project: "own", note: "x".repeat(LIMIT_BYTES) })),
  ];
  for (const { status, said } of answers) {
    expect(status).toBe(422);
    expect(said.message).toContain("4,000 bytes");
  }
  // The streamed one was cut off in the middle of its writing.
  expect(await uploads()).toEqual(["direct"]);
  expect(await database.db.$count(example)).toBe(2);
});

test("what cannot be read is refused with a reason, without its text", async () => {
  const binary = await post(new Uint8Array([0, 255, 1, 2]), { query: { ...raw, fileName: "x.parquet" } });
  expect(binary.status).toBe(422);
  expect(binary.said.message).not.toBe("");
  const formless = await post("no form", { headers: { "content-type": "multipart/form-data", "content-length": "7" } });
  expect(formless).toMatchObject({ status: 422, said: { message: "The form cannot be read." } });
  const fileless = new FormData();
  fileless.set("project", "own");
  expect((await postForm(fileless)).said.message).toContain("no field `file`");
  expect(await post(ROWS, { query: { ...raw, columns: "talk" } })).toMatchObject({ status: 422 });
  expect(await post(null, { query: raw })).toMatchObject({ status: 422 });
});

test("only who may write datasets in a project brings one there", async () => {
  expect((await post(ROWS, { query: raw, token: null })).status).toBe(401);
  expect((await post(ROWS, { query: raw, token: "assay_wrong" })).status).toBe(401);
  expect((await post(ROWS, { query: raw, token: reader })).status).toBe(403);
  expect((await post(ROWS, { query: { ...raw, project: "foreign" } })).status).toBe(404);
  expect((await post(ROWS, { query: { ...raw, project: "none" } })).status).toBe(404);
});

/** A form that is never sent on: whoever waits for its end waits for ever. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: () => new Promise(() => {}) });
}

test("who may bring nothing is refused before a form is read", async () => {
  const type = { "content-type": "multipart/form-data; boundary=x", "content-length": "1000" };
  const asked: Record<string, string>[] = [{ project: "own" }, {}];
  for (const query of asked) {
    expect((await post(endless(), { query, token: reader, headers: type })).status).toBe(403);
  }
  expect((await post(endless(), { query: { project: "foreign" }, headers: type })).status).toBe(404);
});

async function opened(text: string, query: Record<string, string>) {
  const url = `http://127.0.0.1:3000/api/datasets/imports?${new URLSearchParams(query)}`;
  const headers = { authorization: `Bearer ${writer}` };
  const answer = await openByRoute(new Request(url, { method: "POST", body: text, headers }));
  return { status: answer.status, said: await answer.json() };
}

async function exported(version: string, query: Record<string, string>, token: string | null = reader) {
  const url = `http://127.0.0.1:3000/api/datasets/${version}/export?${new URLSearchParams(query)}`;
  const request = new Request(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  return exportByRoute(request, { params: Promise.resolve({ version }) });
}

test("a preview says what would be stored and stores nothing", async () => {
  const before = await database.db.$count(example);
  const { status, said } = await post(ROWS, { query: { ...raw, preview: "true" } });
  expect(status).toBe(201);
  expect(said).toMatchObject({ state: "waiting", preview: { mapping: { source: "talk" }, reading: { rows: 2 } } });
  const async = await opened(ROWS, { project: "own", fileName: "visits.csv" });
  expect(async).toMatchObject({ status: 201, said: { fileName: "visits.csv", failure: null } });
  expect(await opened(ROWS, { project: "foreign", fileName: "visits.csv" })).toMatchObject({ status: 404 });
  expect(await database.db.$count(example)).toBe(before);
});

test("identifiable text is refused without an approval that ends", async () => {
  const query = { ...raw, holds: "identifiable", name: "named" };
  expect(await post("talk,summary\nnew,row\n", { query })).toMatchObject({
    status: 422,
    said: { problems: [{ where: "approval" }, { where: "approvedUntil" }] },
  });
  const stated = { ...query, approval: "Vote 3", approvedUntil: "2031-01-31" };
  expect((await post("talk,summary\nnew,row\n", { query: stated })).status).toBe(201);
});

test("a version is exported to who may read its project", async () => {
  const stored = await post(ROWS, { query: raw });
  const version = stored.said.datasetVersionId;
  const answer = await exported(version, { project: "own", format: "csv" });
  expect(answer.headers.get("content-disposition")).toContain("visits-v1.csv");
  expect((await answer.text()).split("\r\n")).toHaveLength(4);
  expect((await exported(version, { project: "own", format: "xml" })).status).toBe(422);
  expect((await exported(version, { project: "foreign" })).status).toBe(404);
  expect((await exported("none", { project: "own" })).status).toBe(404);
  expect((await exported(version, { project: "own" }, null)).status).toBe(401);
});
