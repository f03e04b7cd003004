import type { SqlClient } from "@/db/database";
import { decodePoints, decodeSummaries, type Points, type Summaries } from "./chunk-layout";
import type { Axis } from "./fold-buckets";
import type { Piece } from "./plan-cover";

export type WantedPiece = Piece & { seriesId: string };

export type Chunk = { firstIndex: number } & (
  | { level: 0; points: Points }
  | { level: number; summaries: Summaries /** Entries that are read as points instead. */; skip: Set<number> }
);

type Row = { seriesId: string; level: number; firstIndex: number; nonFinite: number; bytes: Buffer };

function decode({ level, firstIndex, nonFinite, bytes }: Row, axis: Axis): Chunk {
  if (level === 0) return { level, firstIndex, points: decodePoints(bytes, axis === "time" ? "all" : "front") };
  const summaries = decodeSummaries(bytes, axis === "time" || nonFinite > 0 ? "all" : "front");
  return { level, firstIndex, summaries, skip: new Set() };
}

/** All chunks of all pieces in one statement, by series; of each only what the axis needs is decoded. */
export async function readChunks(sql: SqlClient, projectId: string, wanted: readonly WantedPiece[], axis: Axis) {
  const chunks = new Map<string, Chunk[]>();
  if (wanted.length === 0) return chunks;
  const rows = await sql<Row[]>`
    select c.series_id as "seriesId", c.level, c.first_index::float8 as "firstIndex", c.non_finite as "nonFinite", c.bytes
    from unnest(
      ${wanted.map((piece) => piece.seriesId)}::bigint[], ${wanted.map((piece) => piece.level)}::int[],
      ${wanted.map((piece) => piece.from)}::bigint[], ${wanted.map((piece) => piece.to)}::bigint[]
    ) as wanted (id, level, first, after)
    join series_chunk c on c.project_id = ${projectId} and c.series_id = wanted.id and c.level = wanted.level
      and c.first_index >= wanted.first and c.first_index < wanted.after
    order by c.series_id, c.first_index`;
  for (const row of rows) {
    const list = chunks.get(row.seriesId);
    if (list) list.push(decode(row, axis));
    else chunks.set(row.seriesId, [decode(row, axis)]);
  }
  return chunks;
}
