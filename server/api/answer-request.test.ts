import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { projectMember } from "@/db/schema/people";
import { type ApiRig, ARTIFACT_TEXT, createApiRig, type Said, type Sent } from "./testing/api-rig";
import { errorSchema } from "./testing/document-schemas";

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig.close());

const RUNS = "/projects/own/runs";

/** The refusal inside of an answer, after a look at its shape. */
function refusal({ status, body, headers }: Said) {
  expect(errorSchema(body) ? [] : errorSchema.errors).toEqual([]);
  const { error } = body as { error: { kind: string; message: string; problems: unknown[]; id: string } };
  expect(headers.get("x-request-id")).toBe(error.id);
  return { status, kind: error.kind, message: error.message, problems: error.problems };
}

const refuse = async (method: string, path: string, sent?: Sent) => refusal(await rig.ask(method, path, sent));

describe("who may ask", () => {
  test("nobody without a token, whatever else the request carries", async () => {
    const answers = [
      await rig.ask("GET", "/projects", { token: null }),
      await rig.ask("GET", "/projects", { token: null, headers: { cookie: "assay.session_token=x" } }),
      await rig.ask("GET", "/projects", { token: "assay_wrong" }),
      await rig.ask("GET", "/projects", { token: null, headers: { authorization: "Basic dTpw" } }),
      await rig.ask("GET", "/projects", { token: await rig.addToken({ userId: "admin", expiresAt: new Date(0) }) }),
    ];
    for (const said of answers) {
      expect(refusal(said)).toMatchObject({ status: 401, kind: "Unauthorized" });
      expect(said.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("a token does what its scope, its project and its person's role allow together", async () => {
    const reading = await rig.addToken({ userId: "admin", scope: "read" });
    const elsewhere = await rig.addToken({ userId: "admin", scope: "admin", projectId: "live-project" });
    await rig.addMember("investigator", "investigator");
    const investigator = await rig.addToken({ userId: "investigator", scope: "admin" });
    expect((await rig.ask("GET", RUNS, { token: reading })).status).toBe(200);
    const archive = `${RUNS}/own-sft/archive`;
    expect(await refuse("POST", archive, { token: reading })).toMatchObject({
      status: 403,
      kind: "Forbidden",
      message: "This token has scope read; this needs one with scope write.",
    });
    expect(await refuse("GET", RUNS, { token: elsewhere })).toMatchObject({ status: 404, kind: "NotFound" });
    expect(await refuse("POST", archive, { token: investigator })).toMatchObject({ status: 403 });
    expect((await rig.ask("GET", RUNS, { token: investigator })).status).toBe(200);
  });
});

describe("what is asked", () => {
  test("an address that is none, a method that it does not take, a run that is not there", async () => {
    expect(await refuse("GET", "/nowhere")).toMatchObject({ status: 404, message: expect.stringContaining("nothing") });
    const wrong = await rig.ask("DELETE", RUNS);
    expect(refusal(wrong)).toMatchObject({ status: 405, message: "This address takes GET, POST, not DELETE." });
    expect(wrong.headers.get("allow")).toBe("GET, POST");
    expect(await refuse("GET", `${RUNS}/none`)).toMatchObject({ status: 404, kind: "NotFound" });
    expect(await refuse("GET", "/projects/%E0%A4%A/runs")).toMatchObject({ status: 400 });
  });

  test("names and values in the address that mean nothing are told, not passed over", async () => {
    expect(await refuse("GET", `${RUNS}?limmit=3`)).toMatchObject({
      status: 400,
      message: "The request cannot be read: limmit.",
      problems: [{ where: "limmit", what: expect.stringContaining("filter, sort, cursor, limit") }],
    });
    expect(await refuse("GET", `${RUNS}?limit=many`)).toMatchObject({ status: 400, problems: [{ where: "limit" }] });
    expect(await refuse("GET", `${RUNS}?limit=`)).toMatchObject({ status: 400, problems: [{ where: "limit" }] });
    expect(await refuse("GET", `${RUNS}?limit=1&limit=2`)).toMatchObject({ problems: [{ where: "limit" }] });
    expect(await refuse("GET", `${RUNS}?sort=dreams.asc`)).toMatchObject({
      status: 400,
      problems: [{ where: "sort.by" }],
    });
    expect(await refuse("GET", `${RUNS}?filter=stage%20%3D`)).toMatchObject({
      status: 422,
      problems: [{ where: expect.stringContaining("filter") }],
    });
  });

  test("a body that cannot be read says why", async () => {
    const json = { "content-type": "application/json" };
    const cases: [Sent, object][] = [
      [
        { body: "{", headers: json },
        { status: 400, message: "The body is not JSON." },
      ],
      [
        { body: "[]", headers: json },
        { status: 400, message: expect.stringContaining("JSON object") },
      ],
      [{ body: "null", headers: json }, { status: 400 }],
      [
        { body: new Uint8Array([0x22, 0xff, 0x22]), headers: json },
        { status: 400, message: "The body is not UTF-8." },
      ],
      [{ body: '{"stage":"sft"}', headers: { "content-type": "text/plain" } }, { status: 415 }],
      [
        { body: `{"note":"${"x".repeat(4_200_000)}"}`, headers: json },
        { status: 413, kind: "TooLarge" },
      ],
      [{ body: { stage: "sft", sttage: 1 } }, { status: 400, problems: [{ where: "sttage" }] }],
      [{ body: { stage: "sft", priority: 1_000 } }, { status: 400, problems: [{ where: "priority" }] }],
      [{}, { status: 400, problems: [{ where: "stage" }] }],
      [{ body: { stage: "dreams" } }, { status: 422, kind: "Validation", problems: [{ where: "stage" }] }],
    ];
    for (const [sent, expected] of cases) expect(await refuse("POST", RUNS, sent)).toMatchObject(expected);
  });

  test("texts that a database cannot hold are made storable", async () => {
    const body = { before: "", note: "a\u0000b\ud800" };
    const said = await rig.ask("PUT", `${RUNS}/own-base/note`, { body });
    expect(said.body).toEqual({ note: "a\ufffdb\ufffd" });
    expect((await rig.ask("GET", `${RUNS}?filter=%00`)).status).not.toBe(500);
  });

  test("what the state of a run does not allow is refused in its words", async () => {
    expect(await refuse("POST", `${RUNS}/own-sft/cancel`)).toEqual({
      status: 409,
      kind: "InvalidState",
      message: "A run that is finished cannot cancel.",
      problems: [],
    });
  });
});

describe("what is answered", () => {
  test("what nobody foresaw is told by its id alone, to the person and to the log", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    await rig.database.sql`alter table study rename to away`;
    const said = await rig.ask("GET", "/projects/own/studies/Jane");
    await rig.database.sql`alter table away rename to study`;
    expect(refusal(said)).toMatchObject({ status: 500, kind: "Unforeseen", problems: [] });
    const lines = logged.mock.calls.map((call) => call.join(" "));
    logged.mockRestore();
    expect(lines).toEqual([expect.stringContaining(said.headers.get("x-request-id") ?? "no id")]);
    for (const told of [said.text, ...lines]) expect(told).not.toMatch(/Jane|select|study/);
  });

  test("a list is walked to its end by its cursor, everything once", async () => {
    const lists = [RUNS, `${RUNS}/own-generate/generations`, "/projects/own/datasets/own-version/examples"];
    const scored = `${RUNS}/own-evaluate/evaluations/examples?definition=text.rouge_l%401`;
    for (const list of [...lists, scored]) {
      const ids: unknown[] = [];
      let total = 0;
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: string = `${list}${list.includes("?") ? "&" : "?"}limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const { body } = await rig.ask("GET", page);
        const { items, ...rest } = body as {
          items: Record<string, unknown>[];
          nextCursor: string | null;
          total: number;
        };
        ids.push(...items.map(({ id, exampleId }) => id ?? exampleId));
        expect(items.length).toBeGreaterThan(0);
        ({ nextCursor: cursor, total } = rest);
      }
      expect(ids.length).toBe(total);
      expect(new Set(ids).size).toBe(total);
    }
    expect(await refuse("GET", `${scored}&cursor=x`)).toMatchObject({ status: 400, problems: [{ where: "cursor" }] });
  });

  test("a NaN is said as one, and lists may come as one parameter or as several", async () => {
    const live = "/projects/live/runs/live-run";
    expect((await rig.ask("GET", `${live}/metric-keys`)).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ key: "train/loss", last: "NaN", nonFinite: 1 })]),
    });
    const [together, apart] = [
      await rig.ask("GET", `${live}/metrics?keys=train/loss,other&buckets=4`),
      await rig.ask("GET", `${live}/metrics?keys=train/loss&keys=other,one&buckets=4`),
    ];
    expect(together.body).toEqual(apart.body);
    expect(together.body).toMatchObject({
      items: [{ buckets: { n: [1, 1, 0], nonFinite: [0, 0, 1], mean: [1, 0.5, null] } }],
    });
  });

  test("an artifact comes as its bytes, wholly or from where a download was cut off", async () => {
    const whole = await rig.ask("GET", "/artifacts/weights");
    expect(whole.text).toBe(ARTIFACT_TEXT);
    expect(whole.headers.get("content-disposition")).toContain('filename="weights"');
    expect((await rig.ask("GET", "/artifacts/folder?file=0")).text).toBe(ARTIFACT_TEXT);
    expect(whole.headers.get("cache-control")).toBe("private, no-cache");
    expect((await rig.ask("GET", "/artifacts/weights?from=8")).text).toBe(ARTIFACT_TEXT.slice(8));
    expect(await refuse("GET", "/artifacts/folder?file=7")).toMatchObject({ status: 404 });
    await rig.addMember("stranger", "researcher");
    await rig.database.db.delete(projectMember);
    const stranger = await rig.addToken({ userId: "stranger", scope: "admin" });
    expect(await refuse("GET", "/artifacts/weights", { token: stranger })).toMatchObject({ status: 404 });
  });
});
