import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { type MetricSummary, type RunField, readField } from "@/domain/runs/run-fields";
import { LIVE_STATES } from "@/domain/runs/run-rules";

export type CellValue = number | string | null;
/** Of the columns asked for that are configs or metrics, by column id. */
export type RunCells = Record<string, CellValue>;

type Of = { projectId: string; runIds: readonly string[] };
type MetricRow = { run_id: string; key: string; last: number; min: number | null; max: number | null };

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

function readParams(db: Database, { projectId, runIds }: Of, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return db.execute<{ run_id: string; key: string; text: string; number: number | null }>(sql`
    select run_id, key, text, number from run_param
    where project_id = ${projectId} and run_id = any(${texts(runIds)}) and key = any(${texts(keys)})`);
}

/** The table of settled runs, and the series of those that go on, whose older ends do not count. */
function readMetrics(db: Database, { projectId, runIds }: Of, keys: readonly string[]) {
  if (keys.length === 0) return [];
  const states = sql.raw(`('${LIVE_STATES.join("', '")}', 'queued', 'waiting')`);
  const growing = sql`(select id from run where project_id = ${projectId} and id = any(${texts(runIds)}) and state in ${states})`;
  return db.execute<MetricRow>(sql`
    select run_id, key, last, min, max from run_metric
    where project_id = ${projectId} and key = any(${texts(keys)}) and run_id = any(${texts(runIds)})
      and run_id not in ${growing}
    union all
    select run_id, key, (array_agg(last order by attempt desc))[1], min(min), max(max) from series
    where run_id in ${growing} and key = any(${texts(keys)}) group by run_id, key`);
}

/** What these runs have in these columns; a run that lacks one has null there. */
export async function readRunCells(db: Database, of: Of, columns: readonly string[]): Promise<Map<string, RunCells>> {
  const fields = columns.flatMap((id) => {
    const field = readField(id);
    return field && field.kind !== "own" && of.runIds.length > 0 ? [{ id, field }] : [];
  });
  const cells = new Map<string, RunCells>(
    of.runIds.map((id) => [id, Object.fromEntries(fields.map((each) => [each.id, null]))]),
  );
  const keysOf = (kind: "config" | "metric") => [
    ...new Set(fields.flatMap(({ field }) => (field.kind === kind ? [field.key] : []))),
  ];
  const [params, metrics] = await Promise.all([
    readParams(db, of, keysOf("config")),
    readMetrics(db, of, keysOf("metric")),
  ]);
  const put = (runId: string, kind: RunField["kind"], key: string, value: (summary: MetricSummary) => CellValue) => {
    const row = cells.get(runId);
    if (!row) return;
    for (const { id, field } of fields) {
      if (field.kind === kind && field.key === key) row[id] = value(field.kind === "metric" ? field.summary : "last");
    }
  };
  for (const { run_id, key, text, number } of params) put(run_id, "config", key, () => number ?? text);
  for (const row of metrics) put(row.run_id, "metric", row.key, (summary) => row[summary]);
  return cells;
}
