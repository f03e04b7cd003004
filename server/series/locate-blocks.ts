import type { SqlClient } from "@/db/database";
import { BLOCK_POINTS } from "./chunk-layout";
import type { Axis } from "./fold-buckets";
import type { Segment } from "./read-segments";

/** Indices of points, in whole blocks: what may lie in range, and the block in which the cut falls. */
export type Located = { from: number; to: number; cutBlock: number | null };

type Wanted = { segment: Segment; stored: number; from: number; to: number };
type Row = { seriesId: string; first: number | null; end: number | null; cutBlock: number | null };

function locate(segment: Segment, stored: number, row: Row): Located {
  const wholeBlocks = Math.floor(stored / BLOCK_POINTS) * BLOCK_POINTS;
  const end = row.end ?? 0;
  const to = !segment.ordered || end >= wholeBlocks ? segment.points : end;
  return { from: row.first ?? wholeBlocks, to, cutBlock: row.cutBlock };
}

/** Finds by the extents of blocks which points a range of x can hold; what is not in a whole block yet is always looked at. */
export async function locateBlocks(
  sql: SqlClient,
  segments: readonly Wanted[],
  axis: Axis,
): Promise<Map<string, Located>> {
  const long = segments.filter(
    ({ segment, stored, from, to }) =>
      stored >= BLOCK_POINTS && (Number.isFinite(from) || Number.isFinite(to) || segment.cutStep !== null),
  );
  const ids = long.map(({ segment }) => segment.seriesId);
  const cuts = long.map(({ segment }) => segment.cutStep ?? Number.POSITIVE_INFINITY);
  const min = axis === "step" ? sql`c.step_min` : sql`c.time_min`;
  const max = axis === "step" ? sql`c.step_max` : sql`c.time_max`;
  const rows =
    ids.length === 0
      ? []
      : await sql<Row[]>`
          select c.series_id as "seriesId",
            (min(c.first_index) filter (where ${max} >= wanted.first))::float8 as first,
            (max(c.first_index + c.points) filter (where ${min} <= wanted.last))::float8 as end,
            (min(c.first_index) filter (where c.step_max > wanted.cut))::float8 as "cutBlock"
          from unnest(
            ${ids}::bigint[], ${cuts}::float8[], ${long.map(({ from }) => from)}::float8[], ${long.map(({ to }) => to)}::float8[]
          ) as wanted (id, cut, first, last)
          join series_chunk c on c.series_id = wanted.id and c.level = 1
          group by c.series_id`;
  const found = new Map(rows.map((row) => [row.seriesId, row]));
  return new Map(
    segments.map(({ segment, stored }) => {
      const row = found.get(segment.seriesId);
      const whole = { from: 0, to: segment.points, cutBlock: null };
      return [segment.seriesId, row ? locate(segment, stored, row) : whole];
    }),
  );
}
