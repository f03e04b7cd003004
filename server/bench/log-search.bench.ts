import { eq } from "drizzle-orm";
import type { Sql } from "@/db/database";
import { run } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { appendLines } from "../logs/append-lines";
import { type LogQuestion, readLog } from "../logs/log-queries";
import { type BenchRow, quantile, timed } from "./bench-row";
import { LOG_TABLES, packAndWeigh } from "./pack-and-weigh";

const LINES = 1_000_000;
const BATCH = 5_000;
const TURNS = 9;

const lineText = (number: number) =>
  `step ${number} loss=${(2 + Math.sin(number)).toFixed(6)} grad_norm=${(number % 97) / 10} tokens_per_second=${180 + (number % 60)}`;

function linesFrom(first: number) {
  return Array.from({ length: BATCH }, (_, index) => ({
    time: 1_700_000_000 + first + index,
    stream: "stdout" as const,
    level: (first + index) % 1_000 === 0 ? ("warning" as const) : ("info" as const),
    text: lineText(first + index),
  }));
}

/** Search by the collation that the server would take by itself. */
function countPlain(sql: Sql, runId: string, query: string) {
  return sql`select count(*) from log_line where run_id = ${runId} and lower(text collate "und-x-icu") like ${`%${query.toLowerCase()}%`}`;
}

const QUESTIONS: readonly ({ name: string } & Pick<LogQuestion, "after" | "query" | "level">)[] = [
  { name: "newest 500 of 1,000,000 lines" },
  { name: "500 lines from the middle", after: 500_000 },
  { name: "warnings only", level: "warning" },
  { name: "search with one match", query: "Step 777777 " },
  { name: "search that every line matches", query: "LOSS=" },
  { name: "search among warnings, one match", query: "Step 777000 ", level: "warning" },
  { name: "search among warnings that each matches", query: "LOSS=", level: "warning" },
  { name: "further page of a search that every line matches", query: "LOSS=", after: 500_000 },
];

async function measureQuestions(sql: Sql, of: Pick<LogQuestion, "projectId" | "runId" | "limit">): Promise<number[]> {
  const medians: number[] = [];
  for (const { name: _, ...question } of QUESTIONS) {
    medians.push(quantile(await timed(TURNS, () => readLog(sql, { ...of, ...question })), 0.5));
  }
  return medians;
}

/** Reading and searching the log of one run with 1,000,000 lines, as they came and packed. */
export async function benchLogSearch(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const { db, sql } = database;
  try {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "bench");
    const began = performance.now();
    for (let first = 1; first <= LINES; first += BATCH) {
      await db.transaction((tx) => appendLines(tx, owner, linesFrom(first)));
    }
    const linesASecond = LINES / ((performance.now() - began) / 1_000);
    await sql`vacuum analyze`;
    const of = { projectId, runId, limit: 500 };
    const inRows = await measureQuestions(sql, of);
    const plain = quantile(await timed(3, () => countPlain(sql, runId, "Step 777777 ")), 0.5);
    await db.update(run).set({ endedAt: new Date() }).where(eq(run.id, runId));
    const weighed = await packAndWeigh(sql, "a log", { unit: "line", count: LINES, tables: LOG_TABLES });
    const packed = await measureQuestions(sql, of);
    const row = (name: string, value: number, unit: string, baseline: number | null): BenchRow => {
      return { name, value, unit, baseline, ratio: baseline === null ? null : baseline / value, target: null };
    };
    return [
      row("store log lines", linesASecond, "lines/s", null),
      weighed,
      ...QUESTIONS.flatMap(({ name, query, level }, place) => [
        row(`${name}, in rows, p50`, inRows[place] ?? Number.NaN, "ms", query && !level ? plain : null),
        row(`${name}, packed, p50 (against in rows)`, packed[place] ?? Number.NaN, "ms", inRows[place] ?? Number.NaN),
      ]),
    ];
  } finally {
    await database.drop();
  }
}
