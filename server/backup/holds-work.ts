import type { Sql } from "@/db/database";

/** Where rows are somebody's work; a start alone writes none of them. */
const WORK = ["run", "dataset", "study", "campaign", "project_secret", "saved_view", "chart", "invitation"];
/** A start writes one of each: the first administrator with a project. */
const FIRST = ["user", "project"];

/** Whether anything would be missed. Asked of any version of the schema, or of none. */
export async function holdsWork(sql: Sql): Promise<boolean> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name = any(${[...WORK, ...FIRST]})`;
  for (const { name } of tables) {
    const few = FIRST.includes(name) ? 1 : 0;
    const rows = await sql`select from ${sql(name)} limit ${few + 1}`;
    if (rows.length > few) return true;
  }
  return false;
}
