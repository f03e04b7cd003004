import type { Sql } from "@/db/database";
import { BLOCK_POINTS } from "./chunk-layout";

/** A series with chunks to pack. Whoever ended gets no more points, or few: its last block is packed as it is. */
export type UnpackedSeries = { projectId: string; seriesId: number; ended: boolean; wholePoints: number };

type Row = Omit<UnpackedSeries, "seriesId"> & { seriesId: string };

const POINT_BYTES = 24;

/** The next series behind the one with number `after`, in their order. The table of fresh chunks is small. */
export async function findUnpacked(sql: Sql, after: number, limit: number): Promise<UnpackedSeries[]> {
  const rows = await sql<Row[]>`
    select s.project_id as "projectId", s.id as "seriesId", bool_or(a.ended_at is not null) as ended,
      (min(s.points - octet_length(s.tail) / ${POINT_BYTES}::int) / ${BLOCK_POINTS}::int * ${BLOCK_POINTS}::int)::float8
        as "wholePoints"
    from series_chunk_fresh f
    join series s on s.id = f.series_id
    join run_attempt a on a.run_id = s.run_id and a.attempt = s.attempt
    where f.series_id > ${after} and (
      a.ended_at is not null or f.level > 0
      or f.first_index < (s.points - octet_length(s.tail) / ${POINT_BYTES}::int) / ${BLOCK_POINTS}::int * ${BLOCK_POINTS}::int
    )
    group by s.id
    order by s.id
    limit ${limit}`;
  return rows.map((row) => ({ ...row, seriesId: Number(row.seriesId) }));
}
