import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import {
  BLOCK_POINTS,
  CHUNKS_BELOW,
  chunkPoints,
  decodePoints,
  decodeSummaries,
  type Points,
  type Summaries,
  TAIL_POINTS,
} from "./chunk-layout";

/** What earlier batches stored of the blocks and levels that new points complete. */
export type EarlierChunks = { points: Points[]; summaries: ReadonlyMap<number, Summaries[]> };

/** Chunks of one level from the one that holds the point `from`, to the newest. */
export type EarlierPiece = { level: number; from: number };

export const NOTHING_EARLIER: EarlierChunks = { points: [], summaries: new Map() };

/** What has to be read back when points from `stored` to `end` become chunks; mostly nothing. */
export function earlierPieces(stored: number, end: number): EarlierPiece[] {
  if (end - stored < TAIL_POINTS) return [];
  const pieces: EarlierPiece[] = [];
  let position = Math.floor(stored / BLOCK_POINTS);
  let whole = Math.floor(end / BLOCK_POINTS) - position;
  if (whole > 0 && stored % BLOCK_POINTS > 0) pieces.push({ level: 0, from: position * BLOCK_POINTS });
  for (let level = 1; whole > 0; level += 1) {
    const parent = Math.floor(position / CHUNKS_BELOW);
    whole = Math.floor((position + whole) / CHUNKS_BELOW) - parent;
    const start = parent * CHUNKS_BELOW;
    if (whole > 0 && position > start) pieces.push({ level, from: start * chunkPoints(level) });
    position = parent;
  }
  return pieces;
}

type Row = { series_id: string; level: number; bytes: Uint8Array };

/** All pieces of all series in one statement, by series. */
export async function readEarlier(
  executor: Database | Transaction,
  wanted: readonly (EarlierPiece & { seriesId: number })[],
): Promise<Map<number, EarlierChunks>> {
  const found = new Map<number, EarlierChunks>();
  if (wanted.length === 0) return found;
  const column = (name: "seriesId" | "level" | "from") => sql.param(wanted.map((piece) => piece[name]));
  const rows = await executor.execute<Row>(sql`
    select c.series_id, c.level, c.bytes
    from unnest(${column("seriesId")}::bigint[], ${column("level")}::int[], ${column("from")}::bigint[])
      as wanted (id, level, first)
    join series_chunk c on c.series_id = wanted.id and c.level = wanted.level and c.first_index >= wanted.first
    order by c.series_id, c.level, c.first_index`);
  const summariesOf = new Map<number, Map<number, Summaries[]>>();
  for (const { series_id, level, bytes } of rows) {
    const id = Number(series_id);
    const summaries = summariesOf.get(id) ?? new Map<number, Summaries[]>();
    summariesOf.set(id, summaries);
    const earlier = found.get(id) ?? { points: [], summaries };
    found.set(id, earlier);
    if (level === 0) earlier.points.push(decodePoints(bytes));
    else summaries.set(level, [...(summaries.get(level) ?? []), decodeSummaries(bytes)]);
  }
  return found;
}
