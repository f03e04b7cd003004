import { connectDrizzle, connectSql, type Database, type Sql } from "@/db/database";
import { SCALE_PROJECT, writeTenThousandRuns } from "@/db/seed/scenarios/ten-thousand-runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { groupRuns } from "../runs/run-groups-queries";
import { readRunKeys } from "../runs/run-keys-queries";
import { listRuns } from "../runs/runs-queries";
import { type BenchRow, quantile, timed } from "./bench-row";

const TURNS = 40;
const BASELINE_TURNS = 8;
const TARGET_MILLISECONDS = 150;
const PROJECT = SCALE_PROJECT.id;
/** Columns that somebody would choose, of four kinds. */
const COLUMNS = ["config.lora.rank", "config.learningRate", "metric.train/loss", "metric.validation/loss"];
const NEWEST = { by: "created", direction: "desc" as const };

type Scale = { db: Database; sql: Sql; close: () => Promise<void> };

/** The seeded database that ASSAY_BENCH_RUNS_URL names, or one that is made for this run: some five minutes, 7 GB. */
async function openScale(): Promise<Scale> {
  const url = process.env.ASSAY_BENCH_RUNS_URL;
  if (url) {
    const [forDrizzle, sql] = [connectSql(url, { max: 5 }), connectSql(url, { max: 2 })];
    const close = async () => void (await Promise.all([forDrizzle.end(), sql.end()]));
    return { db: connectDrizzle(forDrizzle), sql, close };
  }
  const database = await createTestDatabase();
  await writeTenThousandRuns(database.db, database.sql, { now: new Date() });
  return { ...database, close: database.drop };
}

/** Another metric every time, as nobody asks for the same one forty times. */
function createKeys() {
  let turn = 0;
  return () => {
    turn += 1;
    return `layer/${String(turn % 24).padStart(2, "0")}/${turn % 2 === 0 ? "mlp/up_norm" : "probe/loss"}`;
  };
}

const request = { filter: "", sort: NEWEST, cursor: null, skip: 0, limit: 100, columns: COLUMNS, asOf: null };

/** The way that lies nearest: the newest value looked up run by run, in the table that ingest writes. */
function lookUpByRun(sql: Sql, key: string) {
  return sql`select id, value, count(*) over () from (
    select run.id, (select last from series where series.run_id = run.id and series.key = ${key}
      order by attempt desc limit 1) as value
    from run where project_id = ${PROJECT} and archived_at is null) found
    order by value nulls last, id limit 100`;
}

function filterByRun(sql: Sql, key: string) {
  return sql`select id, count(*) over () from run where project_id = ${PROJECT} and archived_at is null
    and (resolved_config #>> '{lora,rank}')::float8 in (8, 16) and 'rank-sweep' = any(tags)
    and exists (select 1 from series where series.run_id = run.id and series.key = ${key} and last < 0.9)
    order by created_at desc, id desc limit 100`;
}

function groupByRun(sql: Sql, key: string) {
  return sql`select md5((resolved_config - 'seed')::text), count(*), avg(value), stddev_samp(value), array_agg(value)
    from (select resolved_config, (select last from series where series.run_id = run.id and series.key = ${key}
      order by attempt desc limit 1) as value from run where project_id = ${PROJECT} and archived_at is null) found
    group by 1 order by 3 limit 100`;
}

async function compare(
  name: string,
  own: () => Promise<unknown>,
  plain: (() => Promise<unknown>) | null,
): Promise<BenchRow> {
  await timed(3, own);
  const value = quantile(await timed(TURNS, own), 0.95);
  const baseline = plain ? quantile(await timed(BASELINE_TURNS, plain), 0.95) : null;
  return {
    name: `10,000 runs × 50 × 1,000: ${name}, p95`,
    value,
    unit: "ms",
    baseline,
    ratio: baseline === null ? null : baseline / value,
    target: { atMost: TARGET_MILLISECONDS },
  };
}

/** Baseline: the same questions asked of `run` and `series` alone, run by run. */
export async function benchRunsTable(): Promise<BenchRow[]> {
  const { db, sql, close } = await openScale();
  const key = createKeys();
  const list = (more: Partial<Parameters<typeof listRuns>[2]>) => listRuns(db, PROJECT, { ...request, ...more });
  const group = (by: string[], sortBy: string) =>
    groupRuns(db, PROJECT, { ...request, by, sort: { by: sortBy, direction: "asc" } });
  const byMetric = () => ({ by: `metric.${key()}`, direction: "asc" as const });
  try {
    return [
      await compare("first rows with four chosen columns", () => list({}), null),
      await compare("page at row 5,000 by the scroll bar", () => list({ skip: 5_000 }), null),
      await compare(
        "sort by a metric",
        () => list({ sort: byMetric() }),
        () => lookUpByRun(sql, key()),
      ),
      await compare(
        "sort by a config value",
        () => list({ sort: { by: "config.learningRate", direction: "asc" } }),
        null,
      ),
      await compare(
        "filter by config, tag and metric",
        () => list({ filter: `config.lora.rank in (8, 16) and tag: rank-sweep and metric.${key()} < 0.9` }),
        () => filterByRun(sql, key()),
      ),
      await compare(
        "fold seeds, sorted by a metric",
        () => group(["seeds"], `metric.${key()}`),
        () => groupByRun(sql, key()),
      ),
      await compare(
        "group by two config values",
        () => group(["config.lora.rank", "config.method"], "metric.train/loss"),
        null,
      ),
      await compare("every key of configs and metrics", () => readRunKeys(db, PROJECT), null),
    ];
  } finally {
    await close();
  }
}
