import type { Database } from "@/db/database";
import { run, runAttempt } from "@/db/schema/runs";
import { appendLines } from "../logs/append-lines";

const BATCH = 5_000;
const START = 1_700_000_000;

type Wanted = { projectId: string; lines: number; errorAt: number };

/** A finished run that wrote very many lines, one of them an error. */
export async function storeLongLog(db: Database, { projectId, lines, errorAt }: Wanted): Promise<string> {
  const runId = "long-log";
  const startedAt = new Date(START * 1_000);
  const settled = { projectId, startedAt, endedAt: startedAt, attempt: 1 };
  await db
    .insert(run)
    .values({ ...settled, id: runId, name: "many lines", stage: "sft", state: "finished", givenConfig: {} });
  await db
    .insert(runAttempt)
    .values({ ...settled, runId, tokenHash: `none ${runId}`, device: "cpu", leaseUntil: startedAt });
  for (let first = 1; first <= lines; first += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, lines - first + 1) }, (_, index) => {
      const number = first + index;
      const level = number === errorAt ? ("error" as const) : ("info" as const);
      const text = `step ${number} loss=${(2 + Math.sin(number)).toFixed(6)} grad_norm=${(number % 97) / 10}`;
      return { time: START + number, stream: "stdout" as const, level, text };
    });
    await db.transaction((tx) => appendLines(tx, { projectId, runId, attempt: 1 }, batch));
  }
  return runId;
}
