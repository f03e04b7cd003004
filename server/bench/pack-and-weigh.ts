import type { Sql } from "@/db/database";
import { Compactor } from "../compaction/compactor";
import type { BenchRow } from "./bench-row";

type Kind = {
  /** One of them, as in "bytes a point". */
  unit: "point" | "line";
  /** All of them that are stored. */
  count: number;
  tables: readonly string[];
};

export const SERIES_TABLES = ["series", "series_chunk_fresh", "series_chunk_packed"];
export const LOG_TABLES = ["run_log", "log_line", "log_block"];

const MOST_BYTES_A_POINT = 10;

/** With indexes and what lies out of line, after vacuum, as a disk holds it. */
async function weigh(sql: Sql, { count, tables }: Kind): Promise<number> {
  await sql`vacuum analyze`;
  const [row] = await sql<{ bytes: number }[]>`
    select sum(pg_total_relation_size(name::regclass))::float8 as bytes from unnest(${[...tables]}::text[]) as name`;
  return (row?.bytes ?? Number.NaN) / count;
}

/** Packs everything as a dispatcher does; how much is stored of each, against what was stored as it came. */
export async function packAndWeigh(sql: Sql, name: string, kind: Kind): Promise<BenchRow> {
  const baseline = await weigh(sql, kind);
  if ((await new Compactor(sql, { pauseSeconds: 1, rest: 0 }).packAll()) === 0) throw new Error("Nothing was packed.");
  const value = await weigh(sql, kind);
  return {
    name: `${name}: bytes a ${kind.unit} after packing (against before)`,
    value,
    unit: "bytes",
    baseline,
    ratio: baseline / value,
    target: kind.unit === "point" ? { atMost: MOST_BYTES_A_POINT } : null,
  };
}
