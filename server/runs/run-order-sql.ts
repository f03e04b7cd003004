import { type SQL, sql } from "drizzle-orm";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import { run } from "@/db/schema/runs";
import type { RunSort, RunSortKey } from "@/domain/runs/run-sort";

/** The estimate that lists show: of the evaluation that a run is, or that scored what it generated. */
export const RESULT_DEFINITION = "text.rouge_l@1";

/** Written out rather than joined: one value a row, the latest evaluation first. */
export const resultValue = sql<number | null>`(
  select (${evaluationEstimate.estimate} ->> 'value')::float8
  from ${evaluation} join ${evaluationEstimate}
    on ${evaluationEstimate.projectId} = ${evaluation.projectId} and ${evaluationEstimate.evaluationId} = ${evaluation.id}
  where ${evaluation.projectId} = ${run.projectId}
    and (${evaluation.runId} = ${run.id} and ${evaluation.role} = 'candidate' or ${evaluation.generationsRunId} = ${run.id})
    and ${evaluationEstimate.kind} = 'score' and ${evaluationEstimate.definition} = ${RESULT_DEFINITION}
  order by ${evaluation.createdAt} desc limit 1)`;

type SortColumn = { value: SQL; type: "timestamptz" | "text" | "float8" };

const COLUMNS: Readonly<Record<RunSortKey, SortColumn>> = {
  created: { value: sql`${run.createdAt}`, type: "timestamptz" },
  started: { value: sql`${run.startedAt}`, type: "timestamptz" },
  name: { value: sql`lower(${run.name})`, type: "text" },
  state: { value: sql`${run.state}`, type: "text" },
  stage: { value: sql`${run.stage}`, type: "text" },
  duration: {
    value: sql`extract(epoch from coalesce(${run.endedAt}, now()) - ${run.startedAt})::float8`,
    type: "float8",
  },
  result: { value: resultValue, type: "float8" },
  cost: { value: sql`${run.cost}`, type: "float8" },
};

/** Of the last row shown; `value` is Postgres' own text of it, so nothing is rounded on the way. */
export type RunCursor = { value: string | null; id: string };

export function writeCursor({ id, value }: RunCursor): string {
  return Buffer.from(value === null ? id : `${id} ${value}`).toString("base64url");
}

export function readCursor(text: string): RunCursor {
  const line = Buffer.from(text, "base64url").toString();
  const space = line.indexOf(" ");
  return space < 0 ? { id: line, value: null } : { id: line.slice(0, space), value: line.slice(space + 1) };
}

/** Rows without a value come last in both directions; ids break ties, so that no page repeats a row. */
export function orderBy(sort: RunSort): SQL {
  const { value } = COLUMNS[sort.by];
  return sort.direction === "asc"
    ? sql`${value} asc nulls last, ${run.id} asc`
    : sql`${value} desc nulls last, ${run.id} desc`;
}

export function sortValueText(sort: RunSort): SQL<string | null> {
  return sql<string | null>`(${COLUMNS[sort.by].value})::text`;
}

export function afterCursor(sort: RunSort, cursor: RunCursor): SQL {
  const { value, type } = COLUMNS[sort.by];
  const beyond = sort.direction === "asc" ? sql.raw(">") : sql.raw("<");
  if (cursor.value === null) return sql`(${value} is null and ${run.id} ${beyond} ${cursor.id})`;
  const at = sql`${cursor.value}::${sql.raw(type)}`;
  return sql`(${value} is null or ${value} ${beyond} ${at} or (${value} = ${at} and ${run.id} ${beyond} ${cursor.id}))`;
}
