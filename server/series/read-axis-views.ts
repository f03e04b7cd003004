import type { Sql } from "@/db/database";
import { type CurveAxis, TOKENS_KEY } from "@/domain/charts/chart-axis";
import { type AxisView, grownView, type Knot, sinceView, storedView } from "./axis-view";
import { readSeries } from "./read-series";

type Of = { projectId: string; runs: readonly string[] };

/** When each run first started, in seconds. What was logged before an attempt was known began with its first event. */
async function readOrigins(sql: Sql, { projectId, runs }: Of): Promise<Map<string, number>> {
  const rows = await sql<{ run: string; origin: number }[]>`
    select a.run_id as run, min(least(extract(epoch from a.started_at)::float8, (
      select e.time from run_event e where e.run_id = a.run_id and e.attempt = a.attempt order by e.sequence limit 1
    ))) as origin
    from run_attempt a
    where a.project_id = ${projectId} and a.run_id = any(${[...runs]})
    group by a.run_id`;
  return new Map(rows.map(({ run, origin }) => [run, origin]));
}

const TOKEN_BUCKETS = 1_000;

async function readTokenViews(sql: Sql, { projectId, runs }: Of): Promise<Map<string, AxisView>> {
  const segments = await readSeries(sql, { projectId, runs, keys: [TOKENS_KEY], axis: "step", buckets: TOKEN_BUCKETS });
  const knots = new Map<string, Knot[]>();
  for (const { run, buckets } of segments) {
    const list = knots.get(run) ?? [];
    buckets.x.forEach((start, index) => {
      const [min, max, end] = [buckets.min[index] ?? null, buckets.max[index] ?? null, buckets.xEnd[index] ?? start];
      if (min !== null) list.push({ stored: start, shown: min });
      if (max !== null && end > start) list.push({ stored: end, shown: max });
    });
    knots.set(run, list);
  }
  const views = new Map<string, AxisView>();
  for (const [run, readings] of knots) {
    const view = grownView(readings);
    if (view) views.set(run, view);
  }
  return views;
}

/** How each run is seen over an axis; a run that cannot be seen over it is missing. */
export async function readAxisViews(sql: Sql, of: Of, axis: CurveAxis): Promise<Map<string, AxisView>> {
  if (axis === "tokens") return readTokenViews(sql, of);
  if (axis === "relative") {
    const origins = await readOrigins(sql, of);
    return new Map([...origins].map(([run, origin]) => [run, sinceView(origin)]));
  }
  return new Map(of.runs.map((run) => [run, storedView(axis)]));
}
