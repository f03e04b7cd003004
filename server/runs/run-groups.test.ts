import { afterAll, beforeAll, expect, test } from "vitest";
import { runInput } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { changeRunState } from "./change-run-state";
import { type GroupRequest, groupRuns } from "./run-groups-queries";
import { listRuns } from "./runs-queries";
import { addSeries } from "./testing/add-series";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;
const LOSSES: Readonly<Record<number, readonly number[]>> = { 4: [3, 5, 4], 8: [1, 2], 16: [6] };

async function add(id: string, rank: number | null, seed: number, loss: number) {
  const givenConfig = { seed, ...(rank === null ? {} : { rank }), method: rank === 8 ? "full" : 'say "lora"' };
  const createdAt = new Date(Date.UTC(2026, 0, seed));
  await addRun(db, { id, projectId: "p", stage: "sft", state: "running", seed, givenConfig, attempt: 1, createdAt });
  await addSeries(db, { projectId: "p", runId: id }, { loss: [loss] });
  await changeRunState(db, { runId: id, from: ["running"], to: seed === 3 ? "failed" : "finished" });
}

beforeAll(async () => {
  await addProject(db, "p");
  for (const [rank, losses] of Object.entries(LOSSES)) {
    for (const [at, loss] of losses.entries()) await add(`r${rank}-${at + 1}`, Number(rank), at + 1, loss);
  }
  await add("bare", null, 1, Number.NaN);
  // Reads something, so it is no replicate of the others with its config.
  await add("r8-3", 8, 2, 9);
  await db.insert(runInput).values({ projectId: "p", runId: "r8-3", name: "model", fromRunId: "r16-1" });
});

const base: GroupRequest = {
  filter: "",
  by: ["seeds"],
  columns: ["metric.loss", "config.rank", "state", "created"],
  sort: { by: "metric.loss", direction: "asc" },
  cursor: null,
  limit: 50,
  asOf: null,
};

test("seeds fold into one row: n, mean, standard deviation and points, the newest first", async () => {
  const page = await groupRuns(db, "p", base);
  expect(page).toMatchObject({ total: 5, runs: 8 });
  expect(page.items.map(({ newest, runs }) => [newest.id, runs])).toEqual([
    ["r8-2", 2],
    ["r4-3", 3],
    ["r16-1", 1],
    ["r8-3", 1],
    ["bare", 1],
  ]);
  const [pair, three, single, , bare] = page.items;
  expect(three).toMatchObject({ failed: 1, live: 0 });
  expect(three?.cells["metric.loss"]).toEqual({
    kind: "numbers",
    n: 3,
    mean: 4,
    sd: 1,
    min: 3,
    max: 5,
    points: [4, 5, 3],
  });
  expect(three?.cells["config.rank"]).toMatchObject({ min: 4, max: 4, sd: 0 });
  expect(three?.cells.state).toEqual({ kind: "texts", text: null, different: 2 });
  expect(three?.cells.created).toEqual({ kind: "instants", newest: new Date(Date.UTC(2026, 0, 3)) });
  expect(pair?.cells["metric.loss"]).toMatchObject({ n: 2, mean: 1.5, sd: Math.sqrt(0.5) });
  expect(single?.cells["metric.loss"]).toMatchObject({ n: 1, sd: null });
  expect(bare?.cells["metric.loss"]).toEqual({
    kind: "numbers",
    n: 0,
    mean: null,
    sd: null,
    min: null,
    max: null,
    points: [],
  });
});

test("the filter of a group finds just its runs", async () => {
  for (const by of [["seeds"], ["config.rank"], ["config.rank", "stage"]]) {
    for (const group of (await groupRuns(db, "p", { ...base, by, filter: "not tag = x" })).items) {
      const request = {
        sort: { by: "name", direction: "asc" as const },
        cursor: null,
        skip: 0,
        limit: 9,
        columns: [],
        asOf: null,
      };
      expect((await listRuns(db, "p", { ...request, filter: group.filter ?? "" })).total).toBe(group.runs);
    }
  }
});

test("a value that no filter can write makes a group without one", async () => {
  const page = await groupRuns(db, "p", { ...base, by: ["config.method"] });
  expect(page.items.map(({ values, filter }) => [values[0], filter === null])).toEqual([
    ["full", false],
    ['say "lora"', true],
  ]);
});

test.each(["asc", "desc"] as const)(
  "pages of groups %s show each once, those without a mean last",
  async (direction) => {
    for (const by of ["metric.loss", "runs", "created", "config.rank"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof groupRuns>> = await groupRuns(db, "p", {
          ...base,
          sort: { by, direction },
          limit: 2,
          cursor,
        });
        seen.push(...page.items.map(({ newest }) => newest.id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect([...seen].sort()).toEqual(["bare", "r16-1", "r4-3", "r8-2", "r8-3"]);
      if (by === "metric.loss") expect(seen.at(-1)).toBe("bare");
    }
  },
);

test("a filter narrows what is folded", async () => {
  const page = await groupRuns(db, "p", { ...base, filter: "loss < 4", by: ["stage"] });
  expect(page.items.map(({ runs, cells }) => [runs, cells["metric.loss"]])).toMatchObject([[3, { n: 3, mean: 2 }]]);
});
