import type { Sql } from "@/db/database";
import type { LogLevel, LogStream } from "@/db/schema/logs";

export type LogLine = {
  number: number;
  time: number;
  stream: LogStream;
  level: LogLevel;
  text: string;
  attempt: number;
};

export type LogQuestion = {
  projectId: string;
  runId: string;
  /** Lines after this number, or before that one; without both, the newest. */
  after?: number;
  before?: number;
  limit: number;
  /** Found anywhere in a line; capital and small letters of ASCII are the same. */
  query?: string;
  /** This level and all that are worse. */
  level?: LogLevel;
};

export type LogPage = { lines: LogLine[]; total: number; matching: number; firstError: number | null };

type Counts = Record<LogLevel, number> & { lines: number; firstError: number | null };

const LEVELS: readonly LogLevel[] = ["debug", "info", "warning", "error"];
const NO_LINES: Counts = { lines: 0, debug: 0, info: 0, warning: 0, error: 0, firstError: null };

async function readCounts(sql: Sql, { projectId, runId }: LogQuestion): Promise<Counts> {
  const [row] = await sql<Counts[]>`
    select lines::float8, debug::float8, info::float8, warning::float8, error::float8, first_error::float8 as "firstError"
    from run_log where project_id = ${projectId} and run_id = ${runId}`;
  return row ?? NO_LINES;
}

function likePattern(query: string): string {
  return `%${query.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
}

/** Collation "C" compares bytes: three times as fast as the rules of a language, over a million lines. */
function matches(sql: Sql, { projectId, runId, query, level }: LogQuestion) {
  const levels = LEVELS.slice(LEVELS.indexOf(level ?? "debug"));
  const rare = levels.includes("info") ? sql`` : sql`and level <> 'info'`;
  return sql`project_id = ${projectId} and run_id = ${runId}
    ${levels.length === LEVELS.length ? sql`` : sql`and level = any(${[...levels]}) ${rare}`}
    ${query ? sql`and text collate "C" ilike ${likePattern(query)}` : sql``}`;
}

async function countMatching(sql: Sql, question: LogQuestion, counts: Counts): Promise<number> {
  if (!question.query) {
    const levels = LEVELS.slice(LEVELS.indexOf(question.level ?? "debug"));
    return levels.reduce((sum, level) => sum + counts[level], 0);
  }
  const [row] = await sql<{ count: number }[]>`
    select count(*)::float8 as count from log_line where ${matches(sql, question)}`;
  return row?.count ?? 0;
}

async function readPage(sql: Sql, question: LogQuestion): Promise<LogLine[]> {
  const { after, before, limit } = question;
  const forwards = after !== undefined;
  const lines = await sql<LogLine[]>`
    select number::float8 as number, time, stream, level, text, attempt
    from log_line
    where ${matches(sql, question)}
      ${after === undefined ? sql`` : sql`and number > ${after}`}
      ${before === undefined ? sql`` : sql`and number < ${before}`}
    order by log_line.number ${forwards ? sql`asc` : sql`desc`}
    limit ${limit}`;
  return forwards ? [...lines] : [...lines].reverse();
}

/** One page of a run's log in the order of its numbers, and what there is in all. */
export async function readLog(sql: Sql, question: LogQuestion): Promise<LogPage> {
  const counts = await readCounts(sql, question);
  const [lines, matching] = await Promise.all([readPage(sql, question), countMatching(sql, question, counts)]);
  return { lines, total: counts.lines, matching, firstError: counts.firstError };
}
