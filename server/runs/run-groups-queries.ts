import { and, lte, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/database";
import { run } from "@/db/schema/runs";
import { readField } from "@/domain/runs/run-fields";
import { BY_SEEDS, type GroupCell, groupCondition, groupFilter } from "@/domain/runs/run-groups";
import { RUN_RULES, RUN_STATES } from "@/domain/runs/run-rules";
import type { SortDirection } from "@/domain/runs/run-sort";
import { readFilter } from "./read-filter";
import { afterCursor, orderRows, readCursor, writeCursor } from "./run-cursor";
import {
  aggregates,
  type GroupColumn,
  groupColumn,
  groupingValue,
  SEED,
  seedMean,
  sortAggregate,
} from "./run-groups-sql";
import { isNameList, RunValues } from "./run-value-sql";

export type RunGroup = {
  id: string;
  /** Of what is grouped by, in its order. */
  values: (string | null)[];
  runs: number;
  live: number;
  failed: number;
  newest: { id: string; name: string };
  /** Shows the runs of this group alone; null where no filter can say it. */
  filter: string | null;
  cells: Record<string, GroupCell>;
};
export type GroupPage = { items: RunGroup[]; nextCursor: string | null; total: number; runs: number; asOf: Date };

export type GroupRequest = {
  filter: string;
  by: readonly string[];
  columns: readonly string[];
  /** `runs` is the number of them; a column sorts by its mean or its text. */
  sort: { by: string; direction: SortDirection };
  cursor: string | null;
  limit: number;
  asOf: Date | null;
};

async function numericParams(db: Database, projectId: string, columns: readonly string[]): Promise<Set<string>> {
  const keys = columns.flatMap((id) => {
    const field = readField(id);
    return field?.kind === "config" ? [field.key] : [];
  });
  if (keys.length === 0) return new Set();
  const rows = await db.execute<{ key: string }>(sql`
    select wanted.key from unnest(${sql.param(keys)}::text[]) wanted(key) where exists (
      select 1 from run_param p where p.project_id = ${projectId} and p.key = wanted.key and p.number is not null)`);
  return new Set(rows.map(({ key }) => key));
}

type Row = Record<string, unknown> & { id: string; sort_text: string | null; total: number; total_runs: number };

const numberOf = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

function readCell({ kind }: GroupColumn, at: number, row: Row): GroupCell {
  const of = (name: string) => row[`${name}_${at}`];
  if (kind === "instants") {
    const seconds = numberOf(of("newest"));
    return { kind, newest: seconds === null ? null : new Date(seconds * 1000) };
  }
  if (kind === "texts") {
    const different = Number(of("different"));
    return { kind, text: different === 1 ? String(of("text")) : null, different };
  }
  const points = of("points");
  return {
    kind,
    n: Number(of("n")),
    mean: numberOf(of("mean")),
    sd: numberOf(of("sd")),
    min: numberOf(of("least")),
    max: numberOf(of("most")),
    points: Array.isArray(points) ? points.map(Number) : [],
  };
}

const names = z.array(z.string());

/** None, one, or the names of a list. */
function readSharedValue(id: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return isNameList(id) ? names.parse(JSON.parse(String(value))) : [String(value)];
}

function readGroup(row: Row, { by, filter }: GroupRequest, columns: readonly GroupColumn[]): RunGroup {
  const values = by.map((id, at) => readSharedValue(id, row[`by_${at}`]));
  const newest = { id: String(row.newest_id), name: String(row.newest_name) };
  return {
    id: row.id,
    values: values.map((names) => (names.length === 0 ? null : names.join(", "))),
    runs: Number(row.runs),
    live: Number(row.live),
    failed: Number(row.failed),
    newest,
    filter: groupFilter(
      filter,
      by.map((id, at) => groupCondition(id, values[at] ?? [], newest.id)),
    ),
    cells: Object.fromEntries(columns.map((column, at) => [column.id, readCell(column, at, row)])),
  };
}

const LIVE = sql.raw(`('${RUN_STATES.filter((state) => !RUN_RULES[state].settled).join("', '")}')`);

function list(parts: readonly SQL[]): SQL {
  return parts.length === 0 ? sql`` : sql`, ${sql.join([...parts], sql`, `)}`;
}

/**
 * Runs folded by what they share. All groups are counted and sorted; the columns are computed for the runs of one page
 * of them.
 */
export async function groupRuns(db: Database, projectId: string, request: GroupRequest): Promise<GroupPage> {
  const asOf = request.asOf ?? new Date();
  const where = and(await readFilter(db, projectId, request.filter), lte(run.createdAt, asOf));
  const numeric = await numericParams(db, projectId, [...request.columns, request.sort.by]);
  const groups = new RunValues(projectId);
  const bySelect = request.by.map((id, at) => sql`${groupingValue(id, groups)} as ${sql.raw(`by_${at}`)}`);
  const [sortColumn] = groupColumn(request.sort.by, numeric, groups);
  const byNames = request.by.map((_, at) => sql.raw(`by_${at}`));
  const sorted = sortAggregate(sortColumn, request.sort.by);
  const { direction } = request.sort;
  const place = { value: sql.raw("sort"), type: sorted.type, id: sql.raw("id"), direction };
  const order = { by: JSON.stringify([request.by, request.sort.by]), direction, type: sorted.type };
  const after = request.cursor === null ? sql`true` : afterCursor(place, readCursor(request.cursor, order));
  const members = new RunValues(projectId);
  const columns = request.columns.flatMap((id) => groupColumn(id, numeric, members));
  const columnSelect = columns.map((column, at) => sql`${column.value} as ${sql.raw(`col_${at}`)}`);
  const bySeeds = request.by.includes(BY_SEEDS);
  const turn = bySeeds ? sql`row_number() over (${SEED} order by place)` : sql`1`;
  const found = await db.execute<Row>(sql`
    with matching as materialized (
      select ${run.id} as id, ${run.createdAt} as created_at, ${sortColumn?.value ?? sql`null`} as col,
        md5(jsonb_build_array(${sql.join(
          byNames.map((name) => sql`lower(${name})`),
          sql`, `,
        )})::text) as group_id, by_values.*
      from ${groups.from} cross join lateral (select ${sql.join(bySelect, sql`, `)}) by_values where ${where}),
    grouped as materialized (
      select group_id as id, count(*)::int as runs, ${sorted.value} as sort from matching group by group_id),
    page as (
      select * from grouped where ${after} order by ${orderRows(place.value, place.id, direction)} limit ${request.limit + 1}),
    members as (
      select page.id as group_id, page.runs, page.sort, matching.id as run_id, matching.created_at,
        row_number() over (partition by page.id order by matching.created_at desc, matching.id) as place
        ${list(byNames.map((name) => sql`matching.${name}`))}
      from page join matching on matching.group_id = page.id),
    cells as (
      select members.*, ${run.name} as name, ${run.state} as state, ${run.seed} as seed ${list(columnSelect)}
      from members join ${members.from} on ${run.id} = members.run_id),
    per_seed as (
      select cells.*, ${turn} as turn ${list(columns.flatMap((column, at) => seedMean(column, at, bySeeds)))} from cells),
    folded as (
      select group_id as id, min(runs) as runs, min(sort) as sort,
        count(*) filter (where state in ${LIVE})::int as live,
        count(*) filter (where state in ('failed', 'lost'))::int as failed,
        min(run_id) filter (where place = 1) as newest_id, min(name) filter (where place = 1) as newest_name
        ${list(byNames.map((name) => sql`min(${name}) as ${name}`))} ${list(columns.map(aggregates))}
      from per_seed group by group_id)
    select folded.*, folded.sort::text as sort_text, counted.total::int as total, counted.total_runs::int as total_runs
    from (select count(*) as total, coalesce(sum(runs), 0) as total_runs from grouped) counted
    left join folded on true
    order by ${orderRows(sql.raw("folded.sort"), sql.raw("folded.id"), direction)}`);
  const rows = found.filter((row) => row.id !== null);
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => readGroup(row, request, columns)),
    nextCursor: rows.length > page.length && last ? writeCursor({ id: last.id, value: last.sort_text }, order) : null,
    total: found[0]?.total ?? 0,
    runs: found[0]?.total_runs ?? 0,
    asOf,
  };
}
