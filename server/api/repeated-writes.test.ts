import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { idempotentRequest } from "@/db/schema/api";
import { datasetVersion } from "@/db/schema/datasets";
import { apiToken, projectMember } from "@/db/schema/people";
import { run } from "@/db/schema/runs";
import { type ApiRig, createApiRig, type Said, type Sent } from "./testing/api-rig";

vi.setConfig({ testTimeout: 60_000 });

const LAUNCH = { stage: "import-model", config: { source: "random" } };
const RUNS = "/projects/own/runs";
const UPLOAD = "/projects/own/datasets?fileName=visits.csv&type=notes&columns=source%3Dtalk,reference%3Dsummary";
const CSV = "talk,summary\nCough for two days?,Coughs.\nFever since when?,Febrile.\n";

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig.close());

const post = (path: string, key: string, sent: Sent) =>
  rig.ask("POST", path, { ...sent, headers: { "idempotency-key": key, ...sent.headers } });
const repeated = ({ headers }: Said) => headers.get("idempotent-replayed") === "true";
const runs = () => rig.database.db.$count(run);

test("a launch repeated by its key launches once and answers the same", async () => {
  const before = await runs();
  const first = await post(RUNS, "launch-1", { body: LAUNCH });
  const again = await post(RUNS, "launch-1", { body: LAUNCH });
  expect([first.status, repeated(first)]).toEqual([201, false]);
  expect([again.status, repeated(again)]).toEqual([201, true]);
  expect(again.body).toEqual(first.body);
  expect(await runs()).toBe(before + 1);
});

test("a launch sent three times at once launches once", async () => {
  const before = await runs();
  const answers = await Promise.all([1, 2, 3].map(() => post(RUNS, "launch-at-once", { body: LAUNCH })));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter((answer) => !repeated(answer))).toHaveLength(1);
  expect(await runs()).toBe(before + 1);
});

test("without a key, or with another one, it is another launch", async () => {
  const before = await runs();
  await rig.ask("POST", RUNS, { body: LAUNCH });
  await post(RUNS, "launch-2", { body: LAUNCH });
  expect(await runs()).toBe(before + 2);
});

test("a key stands for one request: other fields, another address and another token are refused", async () => {
  const before = await runs();
  await post(RUNS, "taken", { body: LAUNCH });
  const token = await rig.addToken({ userId: "admin", scope: "admin" });
  const others = [
    await post(RUNS, "taken", { body: { ...LAUNCH, name: "another" } }),
    await post(`${RUNS}/own-queued/cancel`, "taken", {}),
    await post(RUNS, "taken", { body: LAUNCH, token }),
  ];
  for (const { status, body } of others) expect([status, body]).toMatchObject([409, { error: { kind: "Conflict" } }]);
  expect(await runs()).toBe(before + 1);
  expect((await post(RUNS, "two words", { body: LAUNCH })).status).toBe(400);
});

test("a refused request leaves its key free", async () => {
  expect((await post(RUNS, "mended", { body: { stage: "dreams" } })).status).toBe(422);
  expect((await post(RUNS, "mended", { body: LAUNCH })).status).toBe(201);
});

test("work and key are one: where the answer cannot be kept, nothing was done", async () => {
  const { sql } = rig.database;
  await sql.unsafe(`
    create function refuse_to_keep() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$;
    create trigger refuse_to_keep before update on idempotent_request for each row execute function refuse_to_keep()`);
  const before = await runs();
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  expect((await post(RUNS, "unlucky", { body: LAUNCH })).status).toBe(500);
  logged.mockRestore();
  await sql.unsafe("drop trigger refuse_to_keep on idempotent_request");
  expect(await runs()).toBe(before);
  expect((await post(RUNS, "unlucky", { body: LAUNCH })).status).toBe(201);
  expect(await runs()).toBe(before + 1);
});

test("a key on what only reads is no matter", async () => {
  const asked = { headers: { "idempotency-key": "reading" } };
  expect((await rig.ask("GET", RUNS, asked)).headers.get("idempotent-replayed")).toBeNull();
  expect(repeated(await rig.ask("GET", RUNS, asked))).toBe(false);
});

test("a token that was made is not made again, and stands nowhere but in its first answer", async () => {
  const body = { name: "nightly", scope: "read" };
  const made = await post("/tokens", "token-1", { body });
  const { token } = made.body as { token: string };
  expect(token).toMatch(/^assay_/);
  const again = await post("/tokens", "token-1", { body });
  expect(again.status).toBe(409);
  expect(again.text).toContain("shown once");
  expect(await rig.database.db.$count(apiToken, eq(apiToken.name, "nightly"))).toBe(1);
  expect(JSON.stringify(await rig.database.db.select().from(idempotentRequest))).not.toContain(token);
});

test("a file is stored once under its key, and another file is another request", async () => {
  const before = await rig.database.db.$count(datasetVersion);
  const first = await post(UPLOAD, "file-1", { body: CSV });
  const again = await post(UPLOAD, "file-1", { body: CSV });
  expect([first.status, again.status, repeated(again)]).toEqual([201, 201, true]);
  expect(again.text).toBe(first.text);
  expect((await post(UPLOAD, "file-1", { body: `${CSV}Rash?,None.\n` })).status).toBe(409);
  expect((await post(`${UPLOAD}&name=other`, "file-1", { body: CSV })).status).toBe(409);
  expect(await rig.database.db.$count(datasetVersion)).toBe(before + 1);
  const unkeyed = await rig.ask("POST", UPLOAD, { body: CSV });
  expect([unkeyed.status, unkeyed.body]).toMatchObject([200, { existing: true }]);
});

test("a file may come in a form, whose boundary is no part of the request", async () => {
  const send = async () => {
    const form = new FormData();
    form.set("file", new File([CSV.replace("Cough", "Pain")], "pain.csv"));
    form.set("columns", "source=talk,reference=summary");
    form.set("type", "notes");
    const encoded = new Response(form);
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    const type = encoded.headers.get("content-type") ?? "";
    const headers = { "content-type": type, "content-length": String(bytes.length) };
    return post("/projects/own/datasets", "form-1", { body: bytes, headers });
  };
  const [first, again] = [await send(), await send()];
  expect([first.status, again.status, repeated(again)]).toEqual([201, 201, true]);
});

test("whoever lost access since then gets no kept answer", async () => {
  await post(RUNS, "before", { body: LAUNCH });
  await rig.database.db.delete(projectMember).where(eq(projectMember.userId, "admin"));
  expect((await post(RUNS, "before", { body: LAUNCH })).status).toBe(404);
});
