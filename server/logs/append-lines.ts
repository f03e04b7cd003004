import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type LogLevel, type LogStream, logLine, runLog } from "@/db/schema/logs";

export type IncomingLine = { time: number; stream: LogStream; level: LogLevel; text: string };
export type LogOwner = { projectId: string; runId: string; attempt: number };

/** A line longer than this is a dump; its head says what it was. */
const LINE_MAX_CHARACTERS = 100_000;

function shorten(text: string): string {
  if (text.length <= LINE_MAX_CHARACTERS) return text;
  const head = Buffer.from(text.slice(0, LINE_MAX_CHARACTERS)).toString();
  return `${head}… (${text.length.toLocaleString("en")} characters)`;
}

function countLevels(lines: readonly IncomingLine[]) {
  const counts: Record<LogLevel, number> = { debug: 0, info: 0, warning: 0, error: 0 };
  for (const line of lines) counts[line.level] += 1;
  return counts;
}

/** Numbers the lines after those that the run already has, and stores them. The row of counts is the lock. */
export async function appendLines(tx: Transaction, owner: LogOwner, lines: readonly IncomingLine[]): Promise<void> {
  if (lines.length === 0) return;
  const { projectId, runId, attempt } = owner;
  const counts = countLevels(lines);
  const firstError = lines.findIndex((line) => line.level === "error");
  const [total] = await tx
    .insert(runLog)
    .values({ projectId, runId, lines: lines.length, ...counts, firstError: firstError < 0 ? null : firstError + 1 })
    .onConflictDoUpdate({
      target: runLog.runId,
      set: {
        lines: sql`${runLog.lines} + excluded.lines`,
        debug: sql`${runLog.debug} + excluded.debug`,
        info: sql`${runLog.info} + excluded.info`,
        warning: sql`${runLog.warning} + excluded.warning`,
        error: sql`${runLog.error} + excluded.error`,
        firstError: sql`coalesce(${runLog.firstError}, ${runLog.lines} + excluded.first_error)`,
      },
    })
    .returning({ lines: runLog.lines });
  if (!total) throw new Error("The counts of a log were not written.");
  const before = total.lines - lines.length;
  const columns = {
    time: lines.map((line) => line.time),
    stream: lines.map((line) => line.stream),
    level: lines.map((line) => line.level),
    text: lines.map((line) => shorten(line.text)),
  };
  await tx.execute(sql`
    insert into ${logLine} (project_id, run_id, number, attempt, time, stream, level, text)
    select ${projectId}, ${runId}, ${before} + line.position, ${attempt}, line.time, line.stream, line.level, line.text
    from unnest(
      ${sql.param(columns.time)}::float8[], ${sql.param(columns.stream)}::text[],
      ${sql.param(columns.level)}::text[], ${sql.param(columns.text)}::text[]
    ) with ordinality as line (time, stream, level, text, position)`);
}
