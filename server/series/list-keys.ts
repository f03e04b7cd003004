import type { Sql } from "@/db/database";

export type KeySummary = {
  key: string;
  source: "metrics" | "resource";
  points: number;
  firstStep: number;
  lastStep: number;
  /** The last value as logged, so it may be NaN. */
  last: number;
  min: number | null;
  max: number | null;
  nonFinite: number;
};

/** What a run logged, by key; over all attempts, the last values from the newest. */
export async function listKeys(sql: Sql, of: { projectId: string; runId: string }): Promise<KeySummary[]> {
  return sql<KeySummary[]>`
    select key, min(source) as source, sum(points)::float8 as points, min(step_min) as "firstStep", max(step_max) as "lastStep",
      (array_agg(last order by attempt desc))[1] as last, min(min) as min, max(max) as max,
      sum(nan + plus_infinity + minus_infinity)::float8 as "nonFinite"
    from series
    where project_id = ${of.projectId} and run_id = ${of.runId}
    group by key
    order by key`;
}

export type SharedKey = {
  key: string;
  source: "metrics" | "resource" /** How many of the runs logged it. */;
  runs: number;
};

/** What any of several runs logged. */
export async function listSharedKeys(
  sql: Sql,
  of: { projectId: string; runs: readonly string[] },
): Promise<SharedKey[]> {
  return sql<SharedKey[]>`
    select key, min(source) as source, count(distinct run_id)::float8 as runs
    from series
    where project_id = ${of.projectId} and run_id = any(${[...of.runs]})
    group by key
    order by key`;
}
