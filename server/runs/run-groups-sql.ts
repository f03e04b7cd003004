import { type SQL, sql } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import { fieldType, readField } from "@/domain/runs/run-fields";
import { BY_SEEDS } from "@/domain/runs/run-groups";
import { isNameList, NAME_LISTS, type RunValues, type SqlType } from "./run-value-sql";

export const MOST_POINTS = 64;

export type GroupColumn = { id: string; kind: "numbers" | "texts" | "instants"; value: SQL };

/** The value that runs of a group share, as text. */
export function groupingValue(id: string, values: RunValues): SQL {
  if (id === BY_SEEDS) return values.replicates();
  const field = readField(id);
  if (!field) throw new Error(`"${id}" was not checked.`);
  if (field.kind === "own" && isNameList(field.name)) return NAME_LISTS[field.name];
  if (field.kind === "own" && field.name === "by")
    return sql`(select name from "user" where "user".id = ${run.createdBy})`;
  return sql`(${values.of(field, "text").value})::text`;
}

/** NaN stands above infinity in Postgres, so both sides keep it out. */
const finite = (value: SQL) => sql`case when ${value} > '-Infinity' and ${value} < 'Infinity' then ${value} end`;

/** Own columns that only single runs have, such as their names, are left out. */
export function groupColumn(id: string, numericParams: ReadonlySet<string>, values: RunValues): GroupColumn[] {
  const field = readField(id);
  if (!field || (field.kind === "own" && ["name", "replicates", "note"].includes(field.name))) return [];
  const type = field.kind === "config" ? (numericParams.has(field.key) ? "number" : "text") : fieldType(field);
  if (type === "instant") return [{ id, kind: "instants", value: sql`extract(epoch from ${values.of(field).value})` }];
  if (type === "text" || type === "tags") return [{ id, kind: "texts", value: values.of(field, "text").value }];
  return [{ id, kind: "numbers", value: finite(values.of(field).value) }];
}

/** Runs of one group with one seed; a run without a seed is like no other. */
export const SEED = sql.raw("partition by group_id, coalesce(seed::text, run_id)");

/** A seed that was run twice is one seed: the mean of its runs. */
export function seedMean({ kind }: GroupColumn, at: number, bySeeds: boolean): SQL[] {
  if (kind !== "numbers") return [];
  const column = sql.raw(`col_${at}`);
  return [sql`${bySeeds ? sql`avg(${column}) over (${SEED})` : column} as ${sql.raw(`seed_${at}`)}`];
}

/** Aggregates of column `at`; the newest points first, so that a strip of many shows those. */
export function aggregates({ kind }: GroupColumn, at: number): SQL {
  const column = sql.raw(`col_${at}`);
  const as = (name: string) => sql.raw(`${name}_${at}`);
  if (kind === "instants") return sql`max(${column})::float8 as ${as("newest")}`;
  if (kind === "texts")
    return sql`min(${column}) as ${as("text")}, count(distinct ${column})::int as ${as("different")}`;
  const value = sql.raw(`seed_${at}`);
  const once = sql.raw("filter (where turn = 1)");
  return sql`count(${value}) ${once}::int as ${as("n")}, avg(${value}) ${once} as ${as("mean")},
    stddev_samp(${value}) ${once} as ${as("sd")}, min(${value}) ${once} as ${as("least")}, max(${value}) ${once} as ${as("most")},
    array_agg(${value} order by place)
      filter (where turn = 1 and ${value} is not null and place <= ${sql.raw(String(MOST_POINTS))}) as ${as("points")}`;
}

/** What groups are sorted by, computed for all of them. */
export function sortAggregate(column: GroupColumn | undefined, by: string): { value: SQL; type: SqlType } {
  if (column?.kind === "numbers") return { value: sql`avg(col)`, type: "float8" };
  if (column?.kind === "texts") return { value: sql`min(col)`, type: "text" };
  if (column) return { value: sql`max(col)::float8`, type: "float8" };
  if (by === "created") return { value: sql`extract(epoch from max(created_at))::float8`, type: "float8" };
  return { value: sql`count(*)::float8`, type: "float8" };
}
