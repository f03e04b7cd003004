import type { Sql } from "@/db/database";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { appendLines } from "../logs/append-lines";
import { readLog } from "../logs/log-queries";
import { type BenchRow, quantile, timed } from "./bench-row";

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

/** Reading and searching the log of one run with 1,000,000 lines. */
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
    const measure = async (name: string, work: () => Promise<unknown>, baseline: number | null): Promise<BenchRow> => {
      const value = quantile(await timed(TURNS, work), 0.5);
      const ratio = baseline === null ? null : baseline / value;
      return { name: `${name}, p50`, value, unit: "ms", baseline, ratio, target: null };
    };
    const plain = quantile(await timed(3, () => countPlain(sql, runId, "Step 777777 ")), 0.5);
    return [
      { name: "store log lines", value: linesASecond, unit: "lines/s", baseline: null, ratio: null, target: null },
      await measure("newest 500 of 1,000,000 lines", () => readLog(sql, of), null),
      await measure("500 lines from the middle", () => readLog(sql, { ...of, after: 500_000 }), null),
      await measure("warnings only", () => readLog(sql, { ...of, level: "warning" }), null),
      await measure("search with one match", () => readLog(sql, { ...of, query: "Step 777777 " }), plain),
      await measure("search that every line matches", () => readLog(sql, { ...of, query: "LOSS=" }), plain),
    ];
  } finally {
    await database.drop();
  }
}
