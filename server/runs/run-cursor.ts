import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { SortDirection } from "@/domain/runs/run-sort";
import { DomainError } from "../errors";
import type { SqlType } from "./run-value-sql";

/** Of the last row shown; `value` is Postgres' own text of it, so nothing is rounded on the way. */
export type RunCursor = { value: string | null; id: string };
/** What the list is sorted by, and which way: a place in one order says nothing in another. */
export type CursorOrder = { by: string; direction: SortDirection; type: SqlType };

const cursorSchema = z.tuple([z.string(), z.string().nullable(), z.string()]);
/** As Postgres writes values of each type. */
const WRITTEN: Readonly<Record<SqlType, RegExp>> = {
  text: /^/,
  float8: /^(?:-?Infinity|NaN|-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2}(?::\d{2}){0,2}$/,
};

const nameOrder = ({ by, direction, type }: CursorOrder) => `${by} ${direction} ${type}`;

export function writeCursor({ id, value }: RunCursor, order: CursorOrder): string {
  return Buffer.from(JSON.stringify([id, value, nameOrder(order)])).toString("base64url");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function readCursor(text: string, order: CursorOrder): RunCursor {
  const reading = cursorSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (!reading.success) throw new DomainError("Validation", "The cursor is not one that this list gave.");
  const [id, value, ofOrder] = reading.data;
  if (ofOrder !== nameOrder(order) || (value !== null && !WRITTEN[order.type].test(value))) {
    throw new DomainError("Validation", "The cursor is of a list in another order; begin without one.");
  }
  return { id, value };
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
