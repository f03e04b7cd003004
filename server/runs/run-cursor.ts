import { type SQL, sql } from "drizzle-orm";
import type { SortDirection } from "@/domain/runs/run-sort";
import { DomainError } from "../errors";
import type { SqlType } from "./run-value-sql";

/** Of the last row shown; `value` is Postgres' own text of it, so nothing is rounded on the way. */
export type RunCursor = { value: string | null; id: string };

export function writeCursor({ id, value }: RunCursor): string {
  return Buffer.from(JSON.stringify(value === null ? [id] : [id, value])).toString("base64url");
}

export function readCursor(text: string): RunCursor {
  const refuse = () => new DomainError("Validation", "The cursor is not one that this list gave.");
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(parts) || typeof parts[0] !== "string") throw refuse();
    return { id: parts[0], value: typeof parts[1] === "string" ? parts[1] : null };
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse();
    throw error;
  }
}

/** Rows without a value come last in both directions; ids break ties, so that no page repeats a row. */
export function orderRows(value: SQL, id: SQL, direction: SortDirection): SQL {
  return direction === "asc" ? sql`${value} asc nulls last, ${id} asc` : sql`${value} desc nulls last, ${id} desc`;
}

type Place = { value: SQL; id: SQL; type: SqlType; direction: SortDirection };

export function afterCursor({ value, id, type, direction }: Place, cursor: RunCursor): SQL {
  const beyond = sql.raw(direction === "asc" ? ">" : "<");
  if (cursor.value === null) return sql`(${value} is null and ${id} ${beyond} ${cursor.id})`;
  const at = sql`${cursor.value}::${sql.raw(type)}`;
  return sql`(${value} is null or ${value} ${beyond} ${at} or (${value} = ${at} and ${id} ${beyond} ${cursor.id}))`;
}
