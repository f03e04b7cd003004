import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { OPERATIONS } from "./operations";
import { type ApiRig, createApiRig } from "./testing/api-rig";
import { type Made, OPERATION_EXAMPLES } from "./testing/operation-examples";

let rig: ApiRig;
let stranger: string;
/** Whatever an earlier example would have made, there is an id of it. */
const any = { id: "any", datasetVersionId: "any" };
const anything: Made = new Map(OPERATIONS.map(({ id }) => [id, { ...any, items: [any], readers: [any] }]));
let before: unknown;

beforeAll(async () => {
  rig = await createApiRig();
  await addPerson(rig.database.db, null, "stranger");
  before = (await rig.ask("GET", "/projects/own/datasets")).body;
  stranger = await rig.addToken({ userId: "stranger", scope: "admin" });
});
afterAll(() => rig.close());

function askExample(id: string, token: string | null) {
  const { path = "", sent } = OPERATION_EXAMPLES[id] ?? {};
  const method = OPERATIONS.find((each) => each.id === id)?.method ?? "GET";
  return rig.ask(method, typeof path === "string" ? path : path(anything), { ...sent, token });
}

const all = OPERATIONS.map(({ id }) => id);
const inProjects = OPERATIONS.filter(({ path }) => path.includes("{project}")).map(({ id }) => id);

test.each(all)("%s refuses who sends no token", async (id) => {
  expect((await askExample(id, null)).status).toBe(401);
});

test.each(inProjects)("%s tells a stranger nothing of the project", async (id) => {
  const said = await askExample(id, stranger);
  expect([said.status, said.body]).toMatchObject([404, { error: { kind: "NotFound" } }]);
  expect(said.text).toContain("There is no project");
});

test("nothing was changed by any of them", async () => {
  const queued = await rig.ask("GET", "/projects/own/runs/own-queued");
  expect(queued.body).toMatchObject({ state: "queued", priority: 0, archivedAt: null, tags: [] });
  expect((await rig.ask("GET", "/projects/own/datasets")).body).toEqual(before);
});
