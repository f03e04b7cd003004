import type { SqlClient } from "@/db/database";

export type BackedTable = { name: string; columns: string[] };

type Row = { name: string; columns: string[]; needs: string[] };

/** Tables after all that they refer to, so that they can be filled in this order. */
function inOrder(rows: readonly Row[]): BackedTable[] {
  const ordered: BackedTable[] = [];
  const left = new Map(rows.map((row) => [row.name, row]));
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ name, needs }) =>
      needs.every((need) => need === name || !left.has(need)),
    );
    if (ready.length === 0)
      throw new Error(`These tables refer to one another in a circle: ${[...left.keys()].join(", ")}.`);
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      left.delete(name);
    }
  }
  return ordered;
}

/** Every table of Assay with the columns that hold data; a partitioned one stands for its partitions. */
export async function listTables(sql: SqlClient): Promise<BackedTable[]> {
  const rows = await sql<Row[]>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct t.relname::text) from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and not t.relispartition), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`;
  return inOrder(rows);
}

export async function readAppliedMigrations(sql: SqlClient): Promise<number[]> {
  const rows = await sql<
    { at: string }[]
  >`select created_at as at from drizzle.__drizzle_migrations order by created_at`;
  return rows.map(({ at }) => Number(at));
}
