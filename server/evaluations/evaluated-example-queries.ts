import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { DomainError } from "../errors";

export const EXAMPLE_SORTS = ["disagreement", "difference", "candidate", "baseline", "position"] as const;
export type ExampleSort = (typeof EXAMPLE_SORTS)[number];

export type EvaluatedExample = {
  exampleId: string;
  position: number;
  section: string | null;
  candidate: number | null;
  baseline: number | null;
  difference: number | null;
};

type Within = { projectId: string; runId: string };

/** One row an example, both sides beside each other, for one definition. The project stands in every join. */
function pairedRows(within: Within, definition: string) {
  return sql`
    select e.id as "exampleId", e.position, e.section,
           max(case when v.role = 'candidate' then (x.values ->> ${definition})::float8 end) as candidate,
           max(case when v.role = 'baseline' then (x.values ->> ${definition})::float8 end) as baseline
      from evaluation v
      join evaluation_example x on x.project_id = v.project_id and x.evaluation_id = v.id
      join example e on e.project_id = x.project_id and e.id = x.example_id
     where v.project_id = ${within.projectId} and v.run_id = ${within.runId}
     group by e.id, e.position, e.section`;
}

const ORDER = {
  disagreement: sql`abs(candidate - baseline)`,
  difference: sql`candidate - baseline`,
  candidate: sql`candidate`,
  baseline: sql`baseline`,
  position: sql`position`,
} as const satisfies Record<ExampleSort, unknown>;

export async function listEvaluatedExamples(
  db: Database,
  within: Within,
  by: { definition: string; sort: ExampleSort; direction: "asc" | "desc"; offset: number; limit: number },
): Promise<{ total: number; rows: EvaluatedExample[] }> {
  const direction = by.direction === "asc" ? sql`asc` : sql`desc`;
  const rows = await db.execute<EvaluatedExample & { total: number }>(sql`
    with paired as (${pairedRows(within, by.definition)})
    select *, candidate - baseline as difference, (count(*) over ())::int as total
      from paired
     order by ${ORDER[by.sort]} ${direction} nulls last, position asc
     limit ${by.limit} offset ${by.offset}`);
  const [first] = rows;
  const total = first ? first.total : by.offset === 0 ? 0 : await countEvaluatedExamples(db, within);
  return { total, rows: rows.map(({ total: _, ...row }) => row) };
}

async function countEvaluatedExamples(db: Database, within: Within): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`
    select count(distinct x.example_id)::int as total
      from evaluation v
      join evaluation_example x on x.project_id = v.project_id and x.evaluation_id = v.id
     where v.project_id = ${within.projectId} and v.run_id = ${within.runId}`);
  return row?.total ?? 0;
}

export type DistributionBin = { low: number; high: number; candidate: number; baseline: number };
export type Distribution = {
  bins: DistributionBin[];
  undefinedValues: { candidate: number; baseline: number };
};

/** Counts of a definition's values in equal bins shared by both sides; a single value is one bin. */
export async function readDistribution(
  db: Database,
  within: Within,
  by: { definition: string; bins: number },
): Promise<Distribution> {
  const rows = await db.execute<{
    role: "candidate" | "baseline";
    bin: number | null;
    low: number;
    high: number;
    n: number;
  }>(
    sql`
    with value as (
      select v.role, (x.values ->> ${by.definition})::float8 as value
        from evaluation v
        join evaluation_example x on x.project_id = v.project_id and x.evaluation_id = v.id
       where v.project_id = ${within.projectId} and v.run_id = ${within.runId}
    ), span as (select min(value) as low, max(value) as high from value)
    select role, span.low, span.high, count(*)::int as n,
           case when value is null then null
                when span.low = span.high then 0
                else least(width_bucket(value, span.low, span.high, ${by.bins}::int), ${by.bins}::int) - 1 end as bin
      from value, span
     group by 1, 2, 3, 5`,
  );
  const undefinedValues = { candidate: 0, baseline: 0 };
  for (const row of rows) if (row.bin === null) undefinedValues[row.role] += row.n;
  const counted = rows.filter((row) => row.bin !== null);
  const [first] = counted;
  if (!first) return { bins: [], undefinedValues };
  const count = first.low === first.high ? 1 : by.bins;
  const width = (first.high - first.low) / count;
  const bins = Array.from({ length: count }, (_, index) => ({
    low: first.low + index * width,
    high: index === count - 1 ? first.high : first.low + (index + 1) * width,
    candidate: 0,
    baseline: 0,
  }));
  for (const row of counted) {
    const bin = bins[row.bin ?? 0];
    if (bin) bin[row.role] += row.n;
  }
  return { bins, undefinedValues };
}

export type ExampleSide = {
  role: "candidate" | "baseline";
  text: string | null;
  finishReason: "stop" | "length" | "error" | null;
  promptTokens: number | null;
  completionTokens: number | null;
  values: Record<string, number | null>;
};

/** Everything about one example of one evaluation: what was read, what was expected, what each side wrote. */
export async function readEvaluatedExample(db: Database, within: Within, exampleId: string) {
  const rows = await db.execute<
    ExampleSide & { position: number; section: string | null; source: string; reference: string | null }
  >(sql`
    select v.role, x.values, e.position, e.section, e.source, e.reference,
           g.text, g.finish_reason as "finishReason",
           g.prompt_tokens as "promptTokens", g.completion_tokens as "completionTokens"
      from evaluation v
      join evaluation_example x on x.project_id = v.project_id and x.evaluation_id = v.id
      join example e on e.project_id = x.project_id and e.id = x.example_id
      left join generation g
        on g.project_id = v.project_id and g.run_id = v.generations_run_id and g.example_id = e.id
     where v.project_id = ${within.projectId} and v.run_id = ${within.runId} and e.id = ${exampleId}
     order by v.role desc`);
  const [first] = rows;
  if (!first) throw new DomainError("NotFound", "This evaluation holds no such example.");
  const sides: ExampleSide[] = rows.map((row) => ({
    role: row.role,
    text: row.text,
    finishReason: row.finishReason,
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    values: row.values,
  }));
  return {
    exampleId,
    position: first.position,
    section: first.section,
    source: first.source,
    reference: first.reference,
    sides,
  };
}
