import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { fillInput } from "../access-matrix/fill-input";
import { listProcedures } from "../access-matrix/observe-procedures";
import { ROUTE_DOORS } from "../access-matrix/route-doors";
import { OPERATIONS } from "../api/operations";
import { createBlindedRig, READER } from "./testing/blinded-rig";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const TOKENS = ["reviewer · write token", "reviewer · admin token"];

/** The rounds that a reader is named to settle: their titles and counts, as in her queue. */
const FOR_READERS: ReadonlySet<string> = new Set(["gates.settling.rounds"]);

let rig: Awaited<ReturnType<typeof createBlindedRig>>;
let ownTurns: string[];

beforeAll(async () => {
  rig = await createBlindedRig();
  ownTurns = (await rig.blinded.turns()).map(({ id }) => id).filter((id) => !rig.blinded.secret.includes(id));
});
afterAll(() => rig.close());

/** Names a reader could try: her own cases, and whatever somebody may have told her. */
const guesses = (): Readonly<Record<string, string>>[] =>
  rig.blinded.campaigns.map((campaign, at) => ({
    ...{
      project: "own",
      campaign,
      assignment: ownTurns[at] ?? "",
      run: "own-generate",
      runs: "own-generate",
      ids: "own-base",
    },
    ...{
      model: "own-model",
      artifact: "own-artifact",
      dataset: "own-dataset",
      version: "own-version",
      id: "own-model",
    },
    ...{ example: "own-example-0", candidate: "own-candidate", baseline: "own-baseline", evaluations: "own-candidate" },
    ...{ reader: "researcher", person: "researcher", case: ownTurns[at] ?? "", definition: "text.rouge_l@1" },
  }));

test("no procedure tells a reader's browser whose notes she reads", async () => {
  const leaks: string[] = [];
  const opened = new Set<string>();
  for (const { path, inputs } of listProcedures()) {
    for (const names of guesses()) {
      const input = { ...fillInput(inputs, names), project: "own" };
      const heard = await rig.call(path, input);
      leaks.push(...rig.leaksOf(heard, input));
      if (heard.status === 200) opened.add(path);
    }
  }
  expect(leaks).toEqual([]);
  const nouns = new Set([...opened].filter((path) => !FOR_READERS.has(path)).map((path) => path.split(".")[0]));
  expect([...nouns]).toContain("reviews");
  for (const noun of ["campaigns", "gates", "runs", "generations", "models", "datasets", "audit"]) {
    expect([...nouns], noun).not.toContain(noun);
  }
});

test("no stream of changes opens to her", async () => {
  const input = encodeURIComponent(JSON.stringify({ json: { project: "own", topics: ["runs"] } }));
  const heard = await rig.ask(READER, "GET", "/api/trpc/[trpc]", `/api/trpc/live.changes?input=${input}`);
  expect(heard.text).toContain("does not allow this");
  expect(rig.leaksOf(heard, input)).toEqual([]);
});

test.each([READER, ...TOKENS])("no route tells %s", async (actor) => {
  const leaks: string[] = [];
  for (const door of ROUTE_DOORS) {
    const body = door.body?.("own");
    const sent = { ...(body === undefined ? {} : { body: String(body) }), params: door.parameters?.("own") ?? {} };
    const heard = await rig.ask(actor, door.method, door.route, door.address("own"), sent);
    leaks.push(...rig.leaksOf(heard, door.address("own")));
  }
  expect(leaks).toEqual([]);
});

test.each(TOKENS)("no operation of the API tells a program with her %s", async (actor) => {
  const asked = OPERATIONS.flatMap((operation) => guesses().map((names) => ({ operation, names })));
  const leaks: string[] = [];
  for (const { operation, names } of asked) {
    const fields: Record<string, unknown> = {
      ...names,
      ...fillInput([z.object({ ...operation.fields })], names),
      project: "own",
    };
    const inPath = (_: string, name: string) => encodeURIComponent(String(fields[name] ?? "none"));
    const path = `/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, inPath)}`;
    const body = Object.fromEntries(Object.entries(fields).filter(([name]) => name in operation.fields));
    const sent = ["GET", "DELETE"].includes(operation.method) ? {} : { body };
    const heard = await rig.ask(actor, operation.method, "/api/v1/[[...path]]", path, sent);
    leaks.push(...rig.leaksOf(heard, [path, "body" in sent ? sent.body : null]));
  }
  expect(leaks).toEqual([]);
});
