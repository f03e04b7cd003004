import { eq } from "drizzle-orm";
import type { Database, Sql } from "../../database";
import { project } from "../../schema/people";
import { runMetric } from "../../schema/series";
import { createRandom } from "../random";
import { ensurePerson, ensureProject } from "../seed-people";
import { seedId } from "../seed-services";
import { copySeries } from "./ten-thousand/copy-series";
import { fillRunMetrics } from "./ten-thousand/fill-run-metrics";
import { METRIC_KEYS } from "./ten-thousand/metric-keys";
import { sweepRuns } from "./ten-thousand/sweep-runs";
import { writeSweepRuns } from "./ten-thousand/write-sweep-runs";

export const SCALE_PROJECT = { id: seedId("scale-project"), slug: "ten-thousand-runs", name: "Ten thousand runs" };
const RUNS = 10_000;

export type ScaleOptions = { runs?: number; now: Date; told?: (sentence: string) => void };

/** What settled runs came to is written last, so it tells a whole scenario from an interrupted one. */
async function stands(db: Database): Promise<boolean> {
  const [found] = await db.select({ id: project.id }).from(project).where(eq(project.slug, SCALE_PROJECT.slug));
  if (!found) return false;
  const [whole] = await db
    .select({ key: runMetric.key })
    .from(runMetric)
    .where(eq(runMetric.projectId, found.id))
    .limit(1);
  if (whole) return true;
  throw new Error(`An earlier seeding of ${SCALE_PROJECT.slug} was interrupted. Seed a fresh database.`);
}

/** 10,000 runs of sweeps, each with 50 parameters and 1,000 metrics; false where the project stands already. */
export async function writeTenThousandRuns(
  db: Database,
  sql: Sql,
  { runs: count = RUNS, now, told = () => {} }: ScaleOptions,
): Promise<boolean> {
  if (await stands(db)) return false;
  const random = createRandom(20_260_310);
  const runs = sweepRuns(count, random, now);
  const userId = await ensurePerson(db);
  const projectId = await ensureProject(db, SCALE_PROJECT, userId);
  told(`${runs.length.toLocaleString("en-GB")} runs with their configs`);
  await writeSweepRuns({ db, sql, projectId, userId, now }, runs);
  await copySeries(sql, projectId, runs, random, (done) =>
    told(`${(done * METRIC_KEYS.length).toLocaleString("en-GB")} metrics`),
  );
  told("what each settled run came to");
  await fillRunMetrics(sql, projectId);
  told("statistics for the planner");
  for (const table of [
    "run",
    "run_param",
    "run_attempt",
    "evaluation",
    "evaluation_estimate",
    "series",
    "run_metric",
  ]) {
    await sql`vacuum (analyze) ${sql(table)}`;
  }
  return true;
}
