import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRunKeys } from "@/server/runs/run-keys-queries";
import { listRuns } from "@/server/runs/runs-queries";
import { readSeries } from "@/server/series/read-series";
import { projectMember } from "../schema/people";
import { run, runParam } from "../schema/runs";
import { createTestDatabase } from "../testing/test-database";
import { SCALE_PROJECT, writeTenThousandRuns } from "./scenarios/ten-thousand-runs";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const NOW = new Date("2026-03-10T12:00:00Z");
const FEW = 15;

beforeAll(async () => {
  expect(await writeTenThousandRuns(db, sql, { runs: FEW, now: NOW })).toBe(true);
});

test("every run has 50 parameters and 1,000 metrics that lists sort by", async () => {
  expect(await db.$count(run)).toBe(FEW);
  const keys = await readRunKeys(db, SCALE_PROJECT.id);
  expect([keys.config.length, keys.metrics.length]).toEqual([50, 1_000]);
  expect(await db.$count(runParam)).toBe(50 * FEW);
  const sort = { by: "metric.layer/07/mlp/up_norm", direction: "asc" as const };
  const request = { filter: "", sort, cursor: null, skip: 0, limit: 50, asOf: null, columns: [sort.by] };
  const values = (await listRuns(db, SCALE_PROJECT.id, request)).items.map(({ cells }) => Number(cells[sort.by]));
  expect(values).toHaveLength(FEW);
  expect(values).toEqual([...values].sort((a, b) => a - b));
});

test("a curve that was copied is read as one that was logged", async () => {
  const [one] = await db.select().from(run).limit(1);
  const question = {
    projectId: SCALE_PROJECT.id,
    runs: [one?.id ?? ""],
    keys: ["train/loss"],
    axis: "step" as const,
    buckets: 100,
  };
  const [segment] = await readSeries(sql, question);
  expect(segment?.buckets.mean.filter((value) => value !== null).length).toBe(24);
  expect(segment?.buckets.mean.findLast((value) => value !== null)).toBeCloseTo(
    one?.headline["train/loss"] ?? Number.NaN,
  );
});

test("seeds of one config stand together, and the person is its admin", async () => {
  const rows = await db.select({ key: run.replicateKey }).from(run);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(FEW / 5);
  const [member] = await db.select().from(projectMember).where(eq(projectMember.projectId, SCALE_PROJECT.id));
  expect(member?.role).toBe("admin");
});

test("a second seeding changes nothing", async () => {
  expect(await writeTenThousandRuns(db, sql, { runs: FEW, now: NOW })).toBe(false);
});
