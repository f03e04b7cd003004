import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { readField } from "@/domain/runs/run-fields";

const MOST = 50;

/** Distinct values of one field, as filters write them; none for numbers of metrics. */
function valuesOf(projectId: string, id: string): SQL | null {
  const field = readField(id);
  if (field?.kind === "config") {
    return sql`select distinct text as value from run_param where project_id = ${projectId} and key = ${field.key}`;
  }
  if (field?.kind !== "own") return null;
  const of = (from: SQL) => sql`select distinct ${from} where project_id = ${projectId}`;
  switch (field.name) {
    case "stage":
      return of(sql`stage as value from run`);
    case "executor":
      return of(sql`executor as value from run`);
    case "tag":
      return of(sql`unnest(tags) as value from run`);
    case "model":
      return of(sql`name as value from model`);
    case "data":
      return of(sql`name as value from dataset`);
    case "by":
      return sql`select distinct "user".name as value from "user" where id in (select created_by from run where project_id = ${projectId})`;
    default:
      return null;
  }
}

/** What a filter may compare a field with, the first that contain what was typed. */
export async function readFieldValues(
  db: Database,
  projectId: string,
  of: { field: string; typed: string },
): Promise<string[]> {
  const values = valuesOf(projectId, of.field);
  if (!values) return [];
  const pattern = `%${of.typed.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.execute<{ value: string }>(sql`
    select value from (${values}) found where value ilike ${pattern} order by value limit ${MOST}`);
  return rows.map(({ value }) => value);
}
