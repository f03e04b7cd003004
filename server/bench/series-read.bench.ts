import { eq } from "drizzle-orm";
import type { Sql } from "@/db/database";
import { runAttempt } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { appendPoints, type SeriesOwner } from "../series/append-points";
import { readSeries } from "../series/read-series";
import { type BenchRow, quantile, timed } from "./bench-row";
import { packAndWeigh, SERIES_TABLES } from "./pack-and-weigh";

const POINTS = 1_000_000;
const BATCH = 10_000;
const BUCKETS = 1_000;
const TURNS = 50;
const BASELINE_TURNS = 5;
const TARGET_MILLISECONDS = 5;

const ZOOMS = [
  { name: "all", from: 0, to: POINTS - 1 },
  { name: "a half", from: 250_000, to: 749_999 },
  { name: "a tenth", from: 450_000, to: 549_999 },
  { name: "a hundredth", from: 495_000, to: 504_999 },
  { name: "1,000 points", from: 500_000, to: 500_999 },
] as const;

async function store({ db, sql }: TestDatabase, owner: SeriesOwner): Promise<void> {
  await sql`create table narrow (series_id bigint, step float8, value float8, primary key (series_id, step))`;
  for (let first = 0; first < POINTS; first += BATCH) {
    const steps = Float64Array.from({ length: BATCH }, (_, index) => first + index);
    const values = steps.map((step) => Math.sin(step / 1_000) + (step % 17) / 40);
    const points = { steps, values, times: steps.map((step) => 1_700_000_000 + step) };
    await db.transaction((tx) => appendPoints(tx, owner, new Map([["loss", { source: "metrics", points }]])));
    await sql`insert into narrow select 1, * from unnest(${[...steps]}::float8[], ${[...values]}::float8[])`;
  }
}

function readNarrow(sql: Sql, from: number, to: number) {
  const width = (to - from + 1) / BUCKETS;
  return sql`
    select floor((step - ${from}::float8) / ${width}::float8) as bucket, min(step), max(step), count(*), min(value), max(value), avg(value)
    from narrow where series_id = 1 and step between ${from} and ${to}
    group by 1 order by 1`;
}

/** 1,000 buckets of a packed series of 1,000,000 points, against grouping the rows of a plain table. */
export async function benchSeriesRead(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const { db, sql } = database;
  try {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "bench");
    await store(database, owner);
    await db.update(runAttempt).set({ endedAt: new Date() }).where(eq(runAttempt.runId, runId));
    const kind = { unit: "point" as const, count: POINTS, tables: SERIES_TABLES };
    const rows: BenchRow[] = [await packAndWeigh(sql, "a series", kind)];
    for (const { name, from, to } of ZOOMS) {
      const question = { projectId, runs: [runId], keys: ["loss"], axis: "step" as const, from, to, buckets: BUCKETS };
      await timed(5, () => readSeries(sql, question));
      const own = await timed(TURNS, () => readSeries(sql, question));
      const narrow = await timed(BASELINE_TURNS, () => readNarrow(sql, from, to));
      const [value, baseline] = [quantile(own, 0.5), quantile(narrow, 0.5)];
      const target = { atMost: TARGET_MILLISECONDS };
      rows.push({
        name: `1,000 buckets of ${name}, p50`,
        value,
        unit: "ms",
        baseline,
        ratio: baseline / value,
        target,
      });
    }
    return rows;
  } finally {
    await database.drop();
  }
}
