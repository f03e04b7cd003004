import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { OWN_FIELDS } from "@/domain/runs/run-fields";
import { isSortable } from "@/domain/runs/run-sort";
import { createCaller } from "../router";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
const other = await addEvaluatedProject(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");
const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const list = (more: { filter?: string; cursor?: string | null; limit?: number } = {}) =>
  as(researcher).runs.list({ project: "notes", ...more });
const names = (page: { items: { name: string }[] }) => page.items.map((row) => row.name);

beforeAll(async () => {
  await db.insert(run).values(
    Array.from({ length: 25 }, (_, index) => ({
      id: `sweep-${String(index).padStart(2, "0")}`,
      projectId: notes.projectId,
      name: `sweep ${index} 100%`,
      stage: "sft",
      state: index % 5 === 0 ? ("failed" as const) : ("finished" as const),
      givenConfig: {},
      seed: index % 3,
      tags: index < 10 ? ["delta-sweep"] : [],
      // Many share an instant, some have none: ties and nulls must not lose or repeat a row.
      startedAt: index < 5 ? null : new Date(Date.UTC(2026, 0, 1, 0, Math.floor(index / 4))),
      endedAt: index < 5 ? null : new Date(Date.UTC(2026, 0, 1, 1, index)),
      archivedAt: index === 24 ? new Date() : null,
    })),
  );
});

test("reviewers, strangers and people who are not signed in see no runs", async () => {
  await expect(as(reviewer).runs.list({ project: "notes" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(as(researcher).runs.list({ project: "other" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(as(null).runs.byId({ project: "notes", run: "notes-sft" })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  await expect(as(researcher).runs.byId({ project: "notes", run: other.id("sft") })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await as(researcher).runs.rows({ project: "notes", ids: [other.id("sft")] })).toEqual([]);
});

test("counts are true and archived runs stay out", async () => {
  const page = await list({ limit: 10 });
  expect(page).toMatchObject({ total: 28, all: 28 });
  expect(page.items).toHaveLength(10);
  expect((await list({ filter: "archived" })).total).toBe(1);
});

const SORTS = [
  ...Object.keys(OWN_FIELDS).filter(isSortable),
  "config.lora.rank",
  "config.method",
  "metric.train/loss:min",
];

test.each(SORTS.flatMap((by) => [["asc", by] as const, ["desc", by] as const]))(
  "pages %s by %s show every run once",
  async (direction, by) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await as(researcher).runs.list({
        project: "notes",
        sort: { by, direction },
        limit: 7,
        cursor,
      });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(28);
    expect(new Set(seen).size).toBe(28);
  },
);

test("the result is what one sorts by, and rows without one come last", async () => {
  const page = await as(researcher).runs.list({ project: "notes", sort: { by: "result", direction: "desc" } });
  expect(page.items.slice(0, 3).every((row) => row.result !== null)).toBe(true);
  expect(page.items.slice(3).every((row) => row.result === null)).toBe(true);
});

test.each([
  ["stage = generate", ["base", "generate"]],
  ["stage in (evaluate, generate) and not name = base", ["evaluate", "generate"]],
  ["model = TUNED", ["generate"]],
  ["data = notes", ["sft"]],
  ["seed = 7", ["sft"]],
  ["sweep 11 100%", ["sweep 11 100%"]],
  ["notes-evaluate", ["evaluate"]],
])("%s finds %j", async (filter, found) => expect(names(await list({ filter })).sort()).toEqual(found));

test("fields and negations combine", async () => {
  expect((await list({ filter: "tag: delta-sweep" })).total).toBe(10);
  expect((await list({ filter: "tag: delta-sweep state = failed" })).total).toBe(2);
  expect((await list({ filter: "stage = sft state != failed" })).total).toBe(20);
});

test("a filter that cannot be read is answered with a sentence", async () => {
  await expect(list({ filter: "lost = 3" })).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT" });
});

test("a run comes with its inputs, result, failure and what it allows", async () => {
  const found = await as(researcher).runs.byId({ project: "notes", run: "notes-evaluate" });
  expect(found.inputs.map((input) => [input.name, input.kind, input.id])).toEqual([
    ["baseline", "run", "notes-base"],
    ["generations", "run", "notes-generate"],
  ]);
  expect(found.result?.score.value).toBe(0.5);
  expect(found.result?.difference?.value).toBe(0.4);
  expect(found.actions).toEqual(["clone", "archive"]);
  const base = await as(researcher).runs.byId({ project: "notes", run: "notes-base" });
  expect(base.result).toMatchObject({ difference: null, evaluateRunId: "notes-evaluate" });
});
