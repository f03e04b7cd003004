import type { Sql } from "@/db/database";
import { encodeTail } from "./chunk-layout";
import type { NewChunk } from "./fold-chunks";
import type { SeriesState } from "./grow-series";

export type GrownChunk = NewChunk & { seriesId: number };

/** One piece of memory for all bytes of a statement: a parameter each would cost more than what it holds. */
class Parcel {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Where it lies, counted from 1 as Postgres does. */
  add(bytes: Uint8Array): { start: number; length: number } {
    const start = this.#length + 1;
    this.#parts.push(bytes);
    this.#length += bytes.byteLength;
    return { start, length: bytes.byteLength };
  }

  whole(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function columnsOf<Row extends object>(rows: readonly Row[]): <Name extends keyof Row>(name: Name) => Row[Name][] {
  return (name) => rows.map((row) => row[name]);
}

/** Parts of one statement that run only if its part `batch` has a row: the attempt stood where it was expected. */
export function appendKnown(
  sql: Sql,
  projectId: string,
  states: readonly SeriesState[],
  chunks: readonly GrownChunk[],
) {
  const parcel = new Parcel();
  const tails = columnsOf(states.map(({ tail }) => parcel.add(encodeTail(tail))));
  const bytes = columnsOf(chunks.map((chunk) => parcel.add(chunk.bytes)));
  const s = columnsOf(states);
  const c = columnsOf(chunks);
  const grown = sql`
    update series set points = n.points, last_step = n.last_step, last_time = n.last_time, step_min = n.step_min,
      step_max = n.step_max, ordered = n.ordered = 1, last = n.last, last_finite = n.last_finite, min = n.min, max = n.max,
      nan = n.nan, plus_infinity = n.plus_infinity, minus_infinity = n.minus_infinity,
      tail = substring(parcel.bytes from n.tail_start for n.tail_length)
    from batch, parcel, unnest(
      ${s("id")}::bigint[], ${s("points")}::bigint[], ${s("lastStep")}::float8[], ${s("lastTime")}::float8[],
      ${s("stepMin")}::float8[], ${s("stepMax")}::float8[], ${s("ordered").map(Number)}::int[], ${s("last")}::float8[],
      ${s("lastFinite")}::float8[], ${s("min")}::float8[], ${s("max")}::float8[], ${s("nan")}::bigint[],
      ${s("plusInfinity")}::bigint[], ${s("minusInfinity")}::bigint[], ${tails("start")}::int[], ${tails("length")}::int[]
    ) as n (id, points, last_step, last_time, step_min, step_max, ordered, last, last_finite, min, max, nan,
      plus_infinity, minus_infinity, tail_start, tail_length)
    where series.id = n.id`;
  const stored = sql`
    insert into series_chunk
      (project_id, series_id, level, first_index, points, step_min, step_max, time_min, time_max, non_finite, bytes)
    select ${projectId}, n.series_id, n.level, n.first_index, n.points, n.step_min, n.step_max, n.time_min, n.time_max,
      n.non_finite, substring(parcel.bytes from n.start for n.length)
    from batch, parcel, unnest(
      ${c("seriesId")}::bigint[], ${c("level")}::int[], ${c("firstIndex")}::bigint[], ${c("points")}::int[],
      ${c("stepMin")}::float8[], ${c("stepMax")}::float8[], ${c("timeMin")}::float8[], ${c("timeMax")}::float8[],
      ${c("nonFinite")}::int[], ${bytes("start")}::int[], ${bytes("length")}::int[]
    ) as n (series_id, level, first_index, points, step_min, step_max, time_min, time_max, non_finite, start, length)`;
  return sql`
    parcel as materialized (select ${parcel.whole()}::bytea as bytes),
    grown as (${grown}),
    stored as (${stored})`;
}
