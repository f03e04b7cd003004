import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run, runParam } from "@/db/schema/runs";
import { runMetric } from "@/db/schema/series";
import { createTestDatabase } from "@/db/testing/test-database";
import type { RunState } from "@/domain/runs/run-rules";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { changeRunState } from "./change-run-state";
import { readRunKeys } from "./run-keys-queries";
import { listRuns } from "./runs-queries";
import { addSeries } from "./testing/add-series";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;

type Made = { config?: Record<string, unknown>; metrics?: Record<string, number[]>; state?: RunState };

async function add(id: string, { config = {}, metrics = {}, state = "finished" }: Made, projectId = "p") {
  await addRun(db, { id, projectId, stage: "sft", state: "running", givenConfig: config, attempt: 1 });
  await addSeries(db, { projectId, runId: id }, metrics);
  if (state === "finished") await changeRunState(db, { runId: id, from: ["running"], to: "finished" });
}

beforeAll(async () => {
  await addProject(db, "p");
  await addProject(db, "other");
  await add("a", {
    config: { rank: 16, name: "adamw", lora: { alpha: 32 } },
    metrics: { loss: [3, 1, 2], "only-a": [1] },
  });
  await add("b", { config: { rank: 4, name: "lion" }, metrics: { loss: [5, 0.5, 4] } });
  await add("c", { config: { rank: "auto" }, metrics: { loss: [9, Number.NaN] } });
  await add("d", { config: { rank: null, big: 1e308 } });
  await add("live", { config: { rank: 8 }, metrics: { loss: [7, 3] }, state: "running" });
  await add("elsewhere", { config: { rank: 1, secret: 2 }, metrics: { loss: [0], theirs: [1] } }, "other");
});

const base = { filter: "", cursor: null, skip: 0, limit: 50, asOf: null, columns: [] };
async function ids(filter: string, by = "name", direction: "asc" | "desc" = "asc") {
  const page = await listRuns(db, "p", { ...base, filter, sort: { by, direction } });
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id).join(" ");
}

test("keys are those of the project, settled or live, in order", async () => {
  expect(await readRunKeys(db, "p")).toEqual({
    config: ["big", "lora.alpha", "name", "rank"],
    metrics: ["loss", "only-a"],
  });
});

test.each([
  ["metric.loss", "asc", "a live b c d"],
  ["metric.loss", "desc", "b live a d c"],
  ["metric.loss:min", "asc", "b a live c d"],
  ["metric.loss:max", "desc", "c live b a d"],
  ["config.rank", "asc", "b live a c d"],
  ["config.name", "desc", "b a live d c"],
] as const)("sorted by %s %s: %s; runs without a number last", async (by, direction, order) => {
  expect(await ids("", by, direction)).toBe(order);
});

test.each([
  ["loss < 3", "a"],
  ["loss <= 3", "a live"],
  ["not loss < 3", "b c d live"],
  ["loss:min < 1", "b"],
  ["loss is missing", "d"],
  ["metric.only-a is not missing", "a"],
  ["rank = 4", "b"],
  ["rank = 4.0 or rank = auto", "b c"],
  ["rank in (4, 8)", "b live"],
  ["rank > 4", "a live"],
  ["config.rank is missing", "d"],
  ["config.name ~ da", "a"],
  ["config.name != adamw", "b c d live"],
  ["lora.alpha = 32", "a"],
  ["(loss < 3 or rank = 8) and state = finished", "a"],
])("%s finds %s", async (filter, found) => expect(await ids(filter)).toBe(found));

test("cells hold what was asked for, and null where a run has none", async () => {
  const columns = ["config.rank", "metric.loss", "metric.loss:min", "config.lora.alpha", "name"];
  const page = await listRuns(db, "p", { ...base, sort: { by: "name", direction: "asc" }, columns });
  const cells = Object.fromEntries(page.items.map(({ id, cells: each }) => [id, Object.values(each)]));
  expect(cells).toEqual({
    a: [16, 2, 1, 32],
    b: [4, 4, 0.5, null],
    c: ["auto", Number.NaN, 9, null],
    d: [null, null, null, null],
    live: [8, 3, 3, null],
  });
});

test("a run that goes on shows its new attempt, not what the earlier one came to", async () => {
  await add("again", { metrics: { loss: [6] } });
  await db.update(run).set({ state: "running", attempt: 2 }).where(eq(run.id, "again"));
  await addSeries(db, { projectId: "p", runId: "again", attempt: 2 }, { loss: [0.25] });
  expect(await ids("loss < 0.3")).toBe("again");
  await changeRunState(db, { runId: "again", from: ["running"], to: "finished" });
  const [kept] = await db.select().from(runMetric).where(eq(runMetric.runId, "again"));
  expect(kept).toMatchObject({ last: 0.25, min: 0.25, max: 6 });
  await db.delete(run).where(eq(run.id, "again"));
});

test("a resolved config takes the place of the given one", async () => {
  await add("resolved", { config: { rank: 2 } });
  await db
    .update(run)
    .set({ resolvedConfig: { rank: 3, steps: 10 } })
    .where(eq(run.id, "resolved"));
  const params = await db.select().from(runParam).where(eq(runParam.runId, "resolved"));
  expect(params.map(({ key, number }) => [key, number]).sort()).toEqual([
    ["rank", 3],
    ["steps", 10],
  ]);
  await db.delete(run).where(eq(run.id, "resolved"));
  expect(await db.$count(runParam, eq(runParam.runId, "resolved"))).toBe(0);
});

test("pages by skip and by cursor are one list, and later launches stay out of it", async () => {
  const sort = { by: "metric.loss", direction: "asc" as const };
  const first = await listRuns(db, "p", { ...base, sort, limit: 2 });
  await add("newcomer", { metrics: { loss: [0] } });
  const next = await listRuns(db, "p", { ...base, sort, limit: 2, cursor: first.nextCursor, asOf: first.asOf });
  const jumped = await listRuns(db, "p", { ...base, sort, limit: 3, skip: 2, asOf: first.asOf });
  expect([...first.items, ...next.items].map(({ id }) => id)).toEqual(["a", "live", "b", "c"]);
  expect(jumped.items.map(({ id }) => id)).toEqual(["b", "c", "d"]);
  expect(jumped).toMatchObject({ total: 5, nextCursor: null });
  await db.delete(run).where(eq(run.id, "newcomer"));
});

test("what cannot be read is refused with its place", async () => {
  const list = (filter: string, cursor: string | null = null) =>
    listRuns(db, "p", { ...base, filter, cursor, sort: { by: "name", direction: "asc" } });
  await expect(list("stage = sft and lss < 3")).rejects.toMatchObject({
    kind: "Validation",
    problems: [{ where: "filter:17", remedy: expect.stringContaining("metric.loss") }],
  });
  await expect(list("theirs < 3")).rejects.toMatchObject({ kind: "Validation" });
  await expect(list("", "not a cursor")).rejects.toMatchObject({ kind: "Validation" });
});
