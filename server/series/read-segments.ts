import type { SqlClient } from "@/db/database";
import type { Axis } from "./fold-buckets";

/** One attempt's series, and how much of it shows: a later attempt that resumed at a step hides what lies behind it. */
export type Segment = {
  seriesId: string;
  run: string;
  key: string;
  attempt: number;
  source: "metrics" | "resource";
  points: number;
  ordered: boolean;
  xMin: number;
  xMax: number;
  /** The last step that shows; null where nothing is hidden. */
  cutStep: number | null;
  tail: Buffer;
};

type Wanted = { projectId: string; runs: readonly string[]; keys: readonly string[]; axis: Axis };

/**
 * Series of the runs by key, run and attempt. An attempt that later ones started over from nothing does not show;
 * the supervisor's samples have steps of their own and are never cut.
 */
export async function readSegments(sql: SqlClient, { projectId, runs, keys, axis }: Wanted): Promise<Segment[]> {
  const rows = await sql<Segment[]>`
    select s.id as "seriesId", s.run_id as run, s.key, s.attempt, s.source, s.points::float8 as points, s.ordered, s.tail,
      case when ${axis} = 'step' then s.step_min else s.first_time end as "xMin",
      case when ${axis} = 'step' then s.step_max else s.last_time end as "xMax",
      case when s.source = 'metrics' then cut.step end as "cutStep"
    from series s
    left join lateral (
      select min(coalesce(later.resumed_from_step, '-Infinity'::float8)) as step
      from run_attempt later
      where later.run_id = s.run_id and later.attempt > s.attempt and later.sequence > 0
    ) cut on true
    where s.project_id = ${projectId} and s.run_id = any(${[...runs]}) and s.key = any(${[...keys]})
    order by array_position(${[...keys]}, s.key), array_position(${[...runs]}, s.run_id), s.attempt`;
  return rows.filter((row) => row.cutStep === null || row.cutStep > Number.NEGATIVE_INFINITY);
}
