import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { run } from "@/db/schema/runs";
import { readField } from "@/domain/runs/run-fields";
import { isSortable, type RunSort } from "@/domain/runs/run-sort";
import { DomainError } from "../errors";
import { afterCursor, orderRows, readCursor, writeCursor } from "./run-cursor";
import { type RunValue, RunValues } from "./run-value-sql";

export type PageOfIds = { ids: string[]; total: number; nextCursor: string | null };

export type OrderRequest = {
  sort: RunSort;
  cursor: string | null;
  /** Rows to leave out at the front, for a scroll bar that is dragged; pages that follow go by cursor. */
  skip: number;
  limit: number;
};

/** Numbers of a config sort as numbers; where none of its values is one, texts do. */
async function sortValue(db: Database, projectId: string, by: string, values: RunValues): Promise<RunValue> {
  const field = isSortable(by) ? readField(by) : null;
  if (!field) throw new DomainError("Validation", `Runs cannot be sorted by "${by}".`, [{ where: "sort", what: by }]);
  if (field.kind !== "config") return values.of(field);
  const [numeric] = await db.execute(sql`select 1 from run_param
    where project_id = ${projectId} and key = ${field.key} and number is not null limit 1`);
  return values.of(field, numeric ? "float8" : "text");
}

/** One page of what matches, in order, and how many match in all; everything is sorted once. */
export async function readOrderedIds(
  db: Database,
  of: { projectId: string; where: SQL | undefined },
  { sort, cursor, skip, limit }: OrderRequest,
): Promise<PageOfIds> {
  const values = new RunValues(of.projectId);
  const { value, type } = await sortValue(db, of.projectId, sort.by, values);
  const place = { value: sql.raw("value"), id: sql.raw("id"), type, direction: sort.direction };
  const after = cursor === null ? sql`true` : afterCursor(place, readCursor(cursor, { ...sort, type }));
  const order = orderRows(place.value, place.id, sort.direction);
  const found = await db.execute<{ id: string; text: string | null; total: number }>(sql`
    with matching as materialized (
      select ${run.id} as id, ${value} as value from ${values.from} where ${of.where})
    select page.id, page.value::text as text, counted.total::int as total
    from (select count(*) as total from matching) counted
    left join (select id, value from matching where ${after} order by ${order} limit ${limit + 1} offset ${skip}) page
      on true
    order by ${orderRows(sql.raw("page.value"), sql.raw("page.id"), sort.direction)}`);
  const rows = found.filter((row) => row.id !== null);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ids: page.map((row) => row.id),
    total: found[0]?.total ?? 0,
    nextCursor:
      rows.length > page.length && last ? writeCursor({ id: last.id, value: last.text }, { ...sort, type }) : null,
  };
}
