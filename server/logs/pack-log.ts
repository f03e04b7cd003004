import type { Sql } from "@/db/database";
import { LINES_A_BLOCK } from "@/db/schema/logs";
import { blockStart, type PackedBlock, packLines, unpackLines } from "./log-block";
import type { LogLine } from "./log-queries";

/** A run with lines to pack: those from `first` to `last` stand in rows. */
export type UnpackedLog = { projectId: string; runId: string; first: number; last: number };

/** Runs behind `after`, in the order of their ids: whole blocks of those that still log, all lines of those that ended. */
export async function findUnpackedLogs(sql: Sql, after: string, limit: number): Promise<UnpackedLog[]> {
  return sql<UnpackedLog[]>`
    select found.project_id as "projectId", found.run_id as "runId", found.first::float8 as first,
      found.last::float8 as last
    from (
      select l.project_id, l.run_id, coalesce(packed.last, 0) + 1 as first,
        case when r.ended_at is null then l.lines / ${LINES_A_BLOCK}::int * ${LINES_A_BLOCK}::int else l.lines end as last
      from run_log l
      join run r on r.id = l.run_id
      left join lateral (
        select first_number + lines - 1 as last from log_block
        where log_block.run_id = l.run_id order by first_number desc limit 1
      ) packed on true
      where l.run_id > ${after}
    ) found
    where found.first <= found.last
    order by found.run_id
    limit ${limit}`;
}

type BlockRow = { firstNumber: number; columns: Uint8Array; texts: Uint8Array; marked: Uint8Array };

/** What the block holds already, and what stands behind it in rows. */
async function readBlock(sql: Sql, runId: string, first: number, last: number) {
  const [packed] = await sql<BlockRow[]>`
    select first_number::float8 as "firstNumber", columns, texts, marked from log_block
    where run_id = ${runId} and first_number = ${blockStart(first)}`;
  const rows = await sql<LogLine[]>`
    select number::float8 as number, time, stream, level, text, attempt from log_line
    where run_id = ${runId} and number >= ${first} and number <= ${last}
    order by number`;
  return { packed, rows: [...rows], held: packed ? await unpackLines(packed) : [] };
}

async function replaceLines(sql: Sql, of: UnpackedLog, rows: readonly LogLine[], held: number, block: PackedBlock) {
  return sql.begin(async (tx) => {
    // Readers see the lines once at every moment; a second packer waits here and then finds that they are gone.
    const gone = await tx`
      delete from log_line
      where run_id = ${of.runId} and number between ${rows[0]?.number ?? 0} and ${rows.at(-1)?.number ?? 0}`;
    const { count } = await tx`
      delete from log_block where run_id = ${of.runId} and first_number = ${block.firstNumber} and lines = ${held}`;
    if (gone.count !== rows.length || count !== (held > 0 ? 1 : 0)) throw new PackedByOthers();
    await tx`
      insert into log_block
        (project_id, run_id, first_number, lines, debug, info, warning, error, filter, columns, texts, marked)
      values (${of.projectId}, ${of.runId}, ${block.firstNumber}, ${block.lines}, ${block.counts.debug},
        ${block.counts.info}, ${block.counts.warning}, ${block.counts.error},
        ${block.filter}::text::bit(65536), ${Buffer.from(block.columns)}, ${Buffer.from(block.texts)},
        ${Buffer.from(block.marked)})`;
  });
}

class PackedByOthers extends Error {}

/** Packs lines from `first` on, up to the end of their block. Returns how many; 0 where nothing is left, or others were first. */
export async function packLog(sql: Sql, of: UnpackedLog): Promise<number> {
  if (of.first > of.last) return 0;
  const start = blockStart(of.first);
  const { packed, rows, held } = await readBlock(sql, of.runId, of.first, Math.min(of.last, start + LINES_A_BLOCK - 1));
  const lines = [...held, ...rows];
  const unbroken = lines.every((line, index) => line.number === start + index);
  if (rows.length === 0 || !unbroken) return 0;
  try {
    await replaceLines(sql, of, rows, packed ? held.length : 0, await packLines(lines));
  } catch (error) {
    if (error instanceof PackedByOthers) return 0;
    throw error;
  }
  return rows.length;
}
