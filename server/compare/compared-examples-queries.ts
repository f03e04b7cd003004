import type { Sql } from "@/db/database";
import { DomainError } from "../errors";

export const COMPARED_SORTS = ["disagreement", "difference", "candidate", "baseline", "position"] as const;
export type ComparedSort = (typeof COMPARED_SORTS)[number];

/** Evaluations of each side; with several trainings a side shows their mean. */
export type Sides = { projectId: string; candidate: readonly string[]; baseline: readonly string[] };

export type ComparedExample = {
  exampleId: string;
  position: number;
  section: string | null;
  candidate: number | null;
  baseline: number | null;
  difference: number | null;
};

/** Shared examples alone, with the number of all. A side has a value where every evaluation of it has one. */
export async function listComparedExamples(
  sql: Sql,
  { projectId, candidate, baseline }: Sides,
  by: { definition: string; sort: ComparedSort; direction: "asc" | "desc"; offset: number; limit: number },
): Promise<{ total: number; rows: ComparedExample[] }> {
  const [ours, theirs] = [[...candidate], [...baseline]];
  const orders = {
    disagreement: sql`abs(candidate - baseline)`,
    difference: sql`candidate - baseline`,
    candidate: sql`candidate`,
    baseline: sql`baseline`,
    position: sql`position`,
  } as const satisfies Record<ComparedSort, unknown>;
  const direction = by.direction === "asc" ? sql`asc` : sql`desc`;
  const rows = await sql<(ComparedExample & { total: number })[]>`
    with held as (
      select x.example_id, side.ours, (x.values ->> ${by.definition})::float8 as value
      from (select true as ours, unnest(${ours}::text[]) as id union all select false, unnest(${theirs}::text[])) side
      join evaluation_example x on x.project_id = ${projectId} and x.evaluation_id = side.id
    ), paired as (
      select example_id,
        case when count(value) filter (where ours) = ${ours.length} then avg(value) filter (where ours) end as candidate,
        case when count(value) filter (where not ours) = ${theirs.length}
          then avg(value) filter (where not ours) end as baseline
      from held group by 1
      having bool_or(ours) and bool_or(not ours)
    )
    select e.id as "exampleId", e.position, e.section, candidate, baseline, candidate - baseline as difference,
      (count(*) over ())::int as total
    from paired join example e on e.project_id = ${projectId} and e.id = paired.example_id
    order by ${orders[by.sort]} ${direction} nulls last, e.position, e.id
    limit ${by.limit} offset ${by.offset}`;
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

export type ExampleWriting = {
  evaluationId: string;
  runId: string;
  runName: string;
  text: string | null;
  finishReason: "stop" | "length" | "error" | null;
  promptTokens: number | null;
  completionTokens: number | null;
  values: Record<string, number | null>;
};

/** One example whole: what was read, what was expected, and what each evaluation's model wrote. */
export async function readComparedExample(
  sql: Sql,
  of: { projectId: string; evaluations: readonly string[] },
  exampleId: string,
) {
  const evaluations = [...of.evaluations];
  const [item] = await sql<{ position: number; section: string | null; source: string; reference: string | null }[]>`
    select position, section, source, reference from example where project_id = ${of.projectId} and id = ${exampleId}`;
  const writings = await sql<ExampleWriting[]>`
    select v.id as "evaluationId", writer.id as "runId", writer.name as "runName", g.text,
      g.finish_reason as "finishReason", g.prompt_tokens as "promptTokens",
      g.completion_tokens as "completionTokens", x.values
    from evaluation v
    join evaluation_example x on x.project_id = v.project_id and x.evaluation_id = v.id and x.example_id = ${exampleId}
    join run writer on writer.project_id = v.project_id and writer.id = v.generations_run_id
    left join generation g
      on g.project_id = v.project_id and g.run_id = v.generations_run_id and g.example_id = x.example_id
    where v.project_id = ${of.projectId} and v.id = any(${evaluations})
    order by array_position(${evaluations}, v.id)`;
  if (!item || writings.length === 0) throw new DomainError("NotFound", "These evaluations hold no such example.");
  return { exampleId, ...item, writings: [...writings] };
}
