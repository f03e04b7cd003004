import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { appRouter } from "../router";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { SCREEN_ONLY } from "./screen-only";
import { type ApiRig, createApiRig } from "./testing/api-rig";
import { answerSchema } from "./testing/document-schemas";
import { type Made, madeId, OPERATION_EXAMPLES } from "./testing/operation-examples";

vi.setConfig({ testTimeout: 60_000 });

let rig: ApiRig;
const made = new Map<string, unknown>();

beforeAll(async () => {
  rig = await createApiRig();
  await rig.addMember("other", "researcher");
});
afterAll(() => rig.close());

const operationNamed = (id: string) => OPERATIONS.find((each) => each.id === id);

async function waitForImport(id: string, state: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const said = await rig.ask("GET", `/projects/own/datasets/imports/${id}`);
      expect(said.body).toMatchObject({ state });
    },
    { timeout: 30_000, interval: 100 },
  );
}

async function askExample(operation: Operation, sofar: Made) {
  const example = OPERATION_EXAMPLES[operation.id];
  if (!example) throw new Error(`${operation.id} has no example.`);
  if (example.waitsFor) await waitForImport(madeId(sofar, "datasets.openImport"), example.waitsFor);
  return rig.ask(operation.method, typeof example.path === "string" ? example.path : example.path(sofar), example.sent);
}

test("every operation has an example here, and an id of its own", () => {
  expect(Object.keys(OPERATION_EXAMPLES).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
});

test("every procedure is an operation, or said to be for screens alone", () => {
  const asked = OPERATIONS.flatMap((each) => (each.kind === "procedure" ? [each.procedure] : []));
  const screens = Object.keys(SCREEN_ONLY);
  expect([...new Set<string>([...asked, ...screens])].sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
  expect(asked.filter((path) => screens.includes(path))).toEqual([]);
});

test("GET reads and changes nothing; what changes something is never GET", () => {
  expect(OPERATIONS.filter(({ method, writes }) => method === "GET" && writes)).toEqual([]);
  expect(OPERATIONS.filter(({ method, writes }) => ["PUT", "PATCH", "DELETE"].includes(method) && !writes)).toEqual([]);
});

test.each(Object.keys(OPERATION_EXAMPLES))("%s answers as the document says", async (id) => {
  const operation = operationNamed(id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  const said = await askExample(operation, made);
  expect({ status: said.status, body: said.body }).toMatchObject({ status: operation.status });
  made.set(id, said.body);
  if (operation.status === 204) return expect(said.text).toBe("");
  if (operation.kind === "download") {
    expect(operation.gives).toContain(said.headers.get("content-type")?.split(";")[0]);
    return expect(said.text.length).toBeGreaterThan(0);
  }
  const holds = answerSchema(operation, said.status);
  expect(holds(said.body) ? [] : holds.errors).toEqual([]);
  if (typeof said.body === "object" && said.body && "items" in said.body) {
    expect(said.body.items).not.toEqual([]);
  }
});

test("the check fails on an answer that says more, less or otherwise than the document", () => {
  const [list, read] = [operationNamed("runs.list"), operationNamed("runs.byId")];
  if (!list || !read) throw new Error("Runs cannot be asked for.");
  const run = made.get("runs.byId");
  const holds = answerSchema(read, 200);
  expect(holds(run)).toBe(true);
  expect(holds({ ...Object(run), secret: 1 })).toBe(false);
  expect(holds({ ...Object(run), createdAt: "yesterday" })).toBe(false);
  expect(holds({ ...Object(run), state: "dreaming" })).toBe(false);
  expect(answerSchema(list, 200)({ items: [], nextCursor: null })).toBe(false);
});
