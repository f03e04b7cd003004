import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { logBlock, logLine } from "@/db/schema/logs";
import { unpackLines } from "./log-block";
import { questionFilter } from "./text-filter";

type Wanted = { runId: string; attempt: number; text: string };

/** Whether the log of an attempt holds this warning, in rows or packed. */
export async function hasWarning(db: Database, { runId, attempt, text }: Wanted): Promise<boolean> {
  const line = and(eq(logLine.runId, runId), eq(logLine.level, "warning"), eq(logLine.text, text));
  const rows = await db
    .select({ attempt: logLine.attempt })
    .from(logLine)
    .where(and(line, eq(logLine.attempt, attempt)))
    .limit(1);
  if (rows.length > 0) return true;
  const filter = sql`${questionFilter(text)}::text::bit(65536)`;
  const blocks = await db
    .select({
      firstNumber: logBlock.firstNumber,
      columns: logBlock.columns,
      texts: sql<Buffer>`case when octet_length(${logBlock.marked}) > 0 then ''::bytea else ${logBlock.texts} end`,
      marked: logBlock.marked,
    })
    .from(logBlock)
    .where(and(eq(logBlock.runId, runId), gt(logBlock.warning, 0), sql`${logBlock.filter} & ${filter} = ${filter}`));
  for (const block of blocks) {
    const lines = await unpackLines(block, "marked");
    if (lines.some((each) => each.attempt === attempt && each.level === "warning" && each.text === text)) return true;
  }
  return false;
}
