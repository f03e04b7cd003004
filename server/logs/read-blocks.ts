import type { TransactionSql } from "postgres";
import type { LogLevel } from "@/db/schema/logs";
import { countTexts, LEVELS, questionPattern, unpackLines, unpackTexts } from "./log-block";
import type { LogLine, LogQuestion } from "./log-queries";
import { questionFilter } from "./text-filter";

const BLOCKS_AT_ONCE = 16;

type Block = { firstNumber: number; lines: number; columns: Buffer; texts: Buffer } & Record<LogLevel, number>;

function wantedLevels(level: LogLevel | undefined): readonly LogLevel[] {
  return LEVELS.slice(LEVELS.indexOf(level ?? "debug"));
}

/** Blocks in which a line may match, from one end on, beyond the block that begins with `beyond`. */
async function readSome(
  sql: TransactionSql,
  question: LogQuestion,
  forwards: boolean,
  beyond: number | null,
): Promise<Block[]> {
  const { projectId, runId, after, before, query, level } = question;
  const filter = query ? questionFilter(query) : null;
  const levels = wantedLevels(level);
  const counted = (name: LogLevel) => (levels.includes(name) ? sql.unsafe(name) : sql`0`);
  return sql<Block[]>`
    select first_number::float8 as "firstNumber", lines, debug, info, warning, error, columns, texts from log_block
    where project_id = ${projectId} and run_id = ${runId}
      ${after === undefined ? sql`` : sql`and first_number + lines - 1 > ${after}`}
      ${before === undefined ? sql`` : sql`and first_number < ${before}`}
      ${beyond === null ? sql`` : forwards ? sql`and first_number > ${beyond}` : sql`and first_number < ${beyond}`}
      and ${counted("debug")} + ${counted("info")} + ${counted("warning")} + ${counted("error")} > 0
      ${filter === null ? sql`` : sql`and filter & ${filter}::text::bit(65536) = ${filter}::text::bit(65536)`}
    order by first_number ${forwards ? sql`asc` : sql`desc`}
    limit ${BLOCKS_AT_ONCE}`;
}

async function* allBlocks(sql: TransactionSql, question: LogQuestion, forwards: boolean): AsyncGenerator<Block> {
  for (let beyond: number | null = null; ; ) {
    const blocks: Block[] = await readSome(sql, question, forwards, beyond);
    yield* blocks;
    const last = blocks.at(-1);
    if (!last || blocks.length < BLOCKS_AT_ONCE) return;
    beyond = last.firstNumber;
  }
}

/** Matching lines of packed blocks, up to the limit, from the beginning or the end of the range that is asked for. */
export async function pageBlocks(sql: TransactionSql, question: LogQuestion, forwards: boolean): Promise<LogLine[]> {
  const { after = 0, before = Number.POSITIVE_INFINITY, limit, query, level } = question;
  if (limit <= 0) return [];
  const levels = wantedLevels(level);
  const pattern = query ? questionPattern(query) : null;
  const page: LogLine[] = [];
  for await (const block of allBlocks(sql, question, forwards)) {
    const lines = (await unpackLines(block)).filter(
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
    } else {
      const lines = await unpackLines(block);
      count += lines.filter(({ level: own, text }) => levels.includes(own) && text.search(pattern) >= 0).length;
    }
  }
  return count;
}
