import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "@/db/database";
import { scanFrames } from "@/domain/frames/frame";
import { readLog } from "@/server/logs/log-queries";

export type Comparison = {
  attempts: number;
  journalEvents: number;
  storedEvents: number;
  journalLines: number;
  storedLines: number;
  journalPoints: number;
  storedPoints: number;
  /** One sentence for every attempt whose journal and rows differ. */
  differences: string[];
};

type Counts = { sequence: number; lines: number; points: number; other: number };

function countJournal(path: string): Counts {
  const counts = { sequence: 0, lines: 0, points: 0, other: 0 };
  const { frames } = scanFrames(new Uint8Array(readFileSync(path)));
  for (const frame of frames) {
    const event = JSON.parse(frame.header);
    if (event.sequence !== counts.sequence + 1)
      throw new Error(`${path} jumps from ${counts.sequence} to ${event.sequence}.`);
    counts.sequence = event.sequence;
    if (event.type === "log") counts.lines += event.lines.length;
    else if (event.type === "metrics" || event.type === "resource") counts.points += event.rows * event.keys.length;
    else counts.other += 1;
  }
  return counts;
}

/** Read as a person would: by then some lie in packed blocks. */
async function countLines(sql: Sql, runId: string, attempt: number): Promise<number> {
  const [run] = await sql<{ projectId: string }[]>`select project_id as "projectId" from run where id = ${runId}`;
  if (!run) return 0;
  let count = 0;
  for (let after = 0; ; ) {
    const { lines } = await readLog(sql, { projectId: run.projectId, runId, after, limit: 5_000 });
    count += lines.filter((line) => line.attempt === attempt).length;
    const last = lines.at(-1);
    if (!last) return count;
    after = last.number;
  }
}

async function countStored(sql: Sql, runId: string, attempt: number): Promise<Counts> {
  const [row] = await sql`
    select (select sequence from run_attempt where run_id = ${runId} and attempt = ${attempt})::int as sequence,
      (select coalesce(sum(points), 0) from series where run_id = ${runId} and attempt = ${attempt})::int as points,
      (select count(*) from run_event where run_id = ${runId} and attempt = ${attempt})::int as other`;
  const lines = await countLines(sql, runId, attempt);
  return { sequence: row?.sequence ?? 0, lines, points: row?.points ?? 0, other: row?.other ?? 0 };
}

/** Holds every journal on disk against the rows of the database: nothing lost, nothing twice. */
export async function compareJournals(home: string, sql: Sql): Promise<Comparison> {
  const total: Comparison = {
    attempts: 0,
    journalEvents: 0,
    storedEvents: 0,
    journalLines: 0,
    storedLines: 0,
    journalPoints: 0,
    storedPoints: 0,
    differences: [],
  };
  for (const runId of readdirSync(join(home, "runs"))) {
    for (const attempt of readdirSync(join(home, "runs", runId))
      .filter((name) => /^\d+$/.test(name))
      .map(Number)) {
      const path = join(home, "runs", runId, String(attempt), "journal.frames");
      if (!existsSync(path)) continue;
      const written = countJournal(path);
      const stored = await countStored(sql, runId, attempt);
      total.attempts += 1;
      total.journalEvents += written.sequence;
      total.storedEvents += stored.sequence;
      total.journalLines += written.lines;
      total.storedLines += stored.lines;
      total.journalPoints += written.points;
      total.storedPoints += stored.points;
      if (JSON.stringify(written) === JSON.stringify(stored)) continue;
      const [journal, database] = [JSON.stringify(written), JSON.stringify(stored)];
      total.differences.push(`${runId}, attempt ${attempt}: journal ${journal}, database ${database}`);
    }
  }
  return total;
}
