import type { Sql } from "@/db/database";

/** Values of single examples of several evaluations, on one list of examples; NaN where there is none. */
export type ScoreTable = {
  examples: number;
  /** Patient or document of each example, as a number from 0. */
  groups: Int32Array;
  /** By evaluation id, then definition id. */
  values: ReadonlyMap<string, ReadonlyMap<string, Float64Array>>;
};

type Row = { evaluationId: string; exampleId: string; values: Record<string, number | null> };

/** `definitions` null: all of them. */
export async function readScores(
  sql: Sql,
  of: { projectId: string; evaluationIds: readonly string[]; definitions: readonly string[] | null },
): Promise<ScoreTable> {
  const { projectId, definitions } = of;
  const ids = [...of.evaluationIds];
  const picked = definitions
    ? sql`(select jsonb_object_agg(d, x.values -> d) from unnest(${[...definitions]}::text[]) d)`
    : sql`x.values`;
  const rows = await sql<Row[]>`
    select x.evaluation_id as "evaluationId", x.example_id as "exampleId", ${picked} as values
    from evaluation_example x
    where x.project_id = ${projectId} and x.evaluation_id = any(${ids})`;
  const places = new Map<string, number>();
  for (const { exampleId } of rows) if (!places.has(exampleId)) places.set(exampleId, places.size);
  return {
    examples: places.size,
    groups: await readGroups(sql, projectId, places),
    values: fillColumns(rows, places),
  };
}

function fillColumns(rows: readonly Row[], places: ReadonlyMap<string, number>) {
  const values = new Map<string, Map<string, Float64Array>>();
  for (const row of rows) {
    const place = places.get(row.exampleId) ?? 0;
    const columns = values.get(row.evaluationId) ?? new Map<string, Float64Array>();
    values.set(row.evaluationId, columns);
    for (const definition of Object.keys(row.values)) {
      const column = columns.get(definition) ?? new Float64Array(places.size).fill(Number.NaN);
      columns.set(definition, column);
      column[place] = row.values[definition] ?? Number.NaN;
    }
  }
  return values;
}

async function readGroups(sql: Sql, projectId: string, places: ReadonlyMap<string, number>): Promise<Int32Array> {
  const groups = new Int32Array(places.size);
  if (places.size === 0) return groups;
  const rows = await sql<{ id: string; groupKey: string }[]>`
    select id, dataset_version_id || ' ' || group_key as "groupKey" from example
    where project_id = ${projectId} and id = any(${[...places.keys()]})`;
  const numbers = new Map<string, number>();
  for (const { id, groupKey } of rows) {
    const number = numbers.get(groupKey) ?? numbers.size;
    numbers.set(groupKey, number);
    groups[places.get(id) ?? 0] = number;
  }
  return groups;
}
