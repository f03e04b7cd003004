import type { TransactionSql } from "postgres";
import type { LogLevel } from "@/db/schema/logs";
import { countTexts, LEVELS, questionPattern, unpackLines, unpackTexts } from "./log-block";
import type { LogLine, LogQuestion } from "./log-queries";
import { questionFilter } from "./text-filter";

const BLOCKS_AT_ONCE = 16;
/** Without the texts of level info a block is a hundredth as large. */
const MARKED_AT_ONCE = 128;

type Block = { firstNumber: number; lines: number; columns: Buffer; texts: Buffer; marked: Buffer } & Record<
  LogLevel,
  number
>;

function wantedLevels(level: LogLevel | undefined): readonly LogLevel[] {
  return LEVELS.slice(LEVELS.indexOf(level ?? "debug"));
}

/** The first numbers of the blocks in which a line may match, in the order asked for. */
async function findBlocks(sql: TransactionSql, question: LogQuestion, forwards: boolean): Promise<number[]> {
  const { projectId, runId, after, before, query, level } = question;
  const filter = query ? questionFilter(query) : null;
  const levels = wantedLevels(level);
  const counted = (name: LogLevel) => (levels.includes(name) ? sql.unsafe(name) : sql`0`);
  // Materialised: its 65,536 bits are read from their text once, not for every block.
  const rows = await sql<{ firstNumber: number }[]>`
    with asked as materialized (select ${filter}::text::bit(65536) as filter)
    select b.first_number::float8 as "firstNumber" from log_block b, asked
    where b.project_id = ${projectId} and b.run_id = ${runId}
      ${after === undefined ? sql`` : sql`and b.first_number + b.lines - 1 > ${after}`}
      ${before === undefined ? sql`` : sql`and b.first_number < ${before}`}
      and ${counted("debug")} + ${counted("info")} + ${counted("warning")} + ${counted("error")} > 0
      ${filter === null ? sql`` : sql`and b.filter & asked.filter = asked.filter`}
    order by b.first_number ${forwards ? sql`asc` : sql`desc`}`;
  return rows.map((row) => row.firstNumber);
}

/** Lines that are not of level info and not asked for either: only the columns tell them from the others. */
function unwantedMarked(block: Pick<Block, LogLevel>, levels: readonly LogLevel[]): number {
  return LEVELS.reduce((sum, name) => (name === "info" || levels.includes(name) ? sum : sum + block[name]), 0);
}

async function* allBlocks(sql: TransactionSql, question: LogQuestion, forwards: boolean): AsyncGenerator<Block> {
  const apart = !wantedLevels(question.level).includes("info");
  const atOnce = apart ? MARKED_AT_ONCE : BLOCKS_AT_ONCE;
  const texts = apart ? sql`case when octet_length(marked) > 0 then ''::bytea else texts end as texts` : sql`texts`;
  const numbers = await findBlocks(sql, question, forwards);
  for (let at = 0; at < numbers.length; at += atOnce) {
    yield* await sql<Block[]>`
      select first_number::float8 as "firstNumber", lines, debug, info, warning, error, columns, ${texts}, marked from log_block
      where run_id = ${question.runId} and first_number = any(${numbers.slice(at, at + atOnce)}::bigint[])
      order by first_number ${forwards ? sql`asc` : sql`desc`}`;
  }
}

/** Matching lines of packed blocks, up to the limit, from the beginning or the end of the range that is asked for. */
export async function pageBlocks(sql: TransactionSql, question: LogQuestion, forwards: boolean): Promise<LogLine[]> {
  const { after = 0, before = Number.POSITIVE_INFINITY, limit, query, level } = question;
  if (limit <= 0) return [];
  const levels = wantedLevels(level);
  const pattern = query ? questionPattern(query) : null;
  const which = levels.includes("info") ? "all" : "marked";
  const page: LogLine[] = [];
  for await (const block of allBlocks(sql, question, forwards)) {
    const apart = which === "marked" && block.marked.byteLength > 0;
    if (pattern && apart && countTexts(await unpackTexts(block.marked), pattern) === 0) continue;
    const lines = (await unpackLines(block, which)).filter(
      ({ number, level: own, text }) =>
        number > after && number < before && levels.includes(own) && (!pattern || text.search(pattern) >= 0),
    );
    page.push(...(forwards ? lines : lines.reverse()));
    if (page.length >= limit) break;
  }
  return page.slice(0, limit);
}

/** How many lines of packed blocks match. */
export async function countBlocks(sql: TransactionSql, question: LogQuestion): Promise<number> {
  const { query, level } = question;
  if (!query) throw new Error("Without a question lines are counted as they arrive.");
  const pattern = questionPattern(query);
  const levels = wantedLevels(level);
  const whole = { ...question, after: undefined, before: undefined };
  let count = 0;
  for await (const block of allBlocks(sql, whole, true)) {
    if (levels.reduce((sum, name) => sum + block[name], 0) === block.lines) {
      count += countTexts(await unpackTexts(block.texts), pattern);
      count += countTexts(await unpackTexts(block.marked), pattern);
    } else if (!levels.includes("info") && block.marked.byteLength > 0 && unwantedMarked(block, levels) === 0) {
      count += countTexts(await unpackTexts(block.marked), pattern);
    } else {
      const lines = await unpackLines(block, levels.includes("info") ? "all" : "marked");
      count += lines.filter(({ level: own, text }) => levels.includes(own) && text.search(pattern) >= 0).length;
    }
  }
  return count;
}
