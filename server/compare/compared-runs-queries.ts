import { and, eq, inArray } from "drizzle-orm";
import type { Database, Sql } from "@/db/database";
import { run } from "@/db/schema/runs";

const columns = {
  id: run.id,
  name: run.name,
  stage: run.stage,
  state: run.state,
  seed: run.seed,
  replicateKey: run.replicateKey,
  executor: run.executor,
  attempt: run.attempt,
  startedAt: run.startedAt,
  busySeconds: run.busySeconds,
  cost: run.cost,
  costCurrency: run.costCurrency,
  peakMemoryBytes: run.peakMemoryBytes,
  peakDeviceMemoryBytes: run.peakDeviceMemoryBytes,
  energyJoules: run.energyJoules,
};

export type StandingRun = Awaited<ReturnType<typeof readRuns>>[number];

/** What one run reads, and the run that this leads to: its maker, where it is a model. */
export type StandingEdge = {
  runId: string;
  name: string;
  datasetVersionId: string | null;
  modelId: string | null;
  upRunId: string | null;
};

/** The runs of a comparison, in the order asked for, and everything that they stand on. */
export type Standing = {
  runs: StandingRun[];
  missing: string[];
  /** The runs themselves and their ancestors, by id. */
  known: Map<string, StandingRun>;
  edges: Map<string, StandingEdge[]>;
};

/** Evaluate, generate, train, import: with room for trainings that stand on trainings. */
const REACH = 8;

function readRuns(db: Database, projectId: string, ids: string[]) {
  return db
    .select(columns)
    .from(run)
    .where(and(eq(run.projectId, projectId), inArray(run.id, ids)));
}

function readEdges(sql: Sql, projectId: string, runIds: readonly string[]): Promise<StandingEdge[]> {
  return sql<StandingEdge[]>`
    with recursive reached(run_id, depth) as (
      select asked, 0 from unnest(${[...runIds]}::text[]) asked
      union
      select coalesce(input.from_run_id, made.made_by_run_id), reached.depth + 1
      from reached
      join run_input input on input.project_id = ${projectId} and input.run_id = reached.run_id
      left join model made on made.project_id = input.project_id and made.id = input.model_id
      where coalesce(input.from_run_id, made.made_by_run_id) is not null and reached.depth < ${REACH}
    )
    select input.run_id as "runId", input.name, input.dataset_version_id as "datasetVersionId",
      input.model_id as "modelId", coalesce(input.from_run_id, made.made_by_run_id) as "upRunId"
    from (select distinct run_id from reached) reached
    join run_input input on input.project_id = ${projectId} and input.run_id = reached.run_id
    left join model made on made.project_id = input.project_id and made.id = input.model_id
    order by input.run_id, input.name`;
}

export async function readStanding(
  { db, sql }: { db: Database; sql: Sql },
  of: { projectId: string; runIds: readonly string[] },
): Promise<Standing> {
  const asked = [...new Set(of.runIds)];
  const edges = new Map<string, StandingEdge[]>();
  for (const edge of await readEdges(sql, of.projectId, asked)) {
    edges.set(edge.runId, [...(edges.get(edge.runId) ?? []), edge]);
  }
  const above = [...edges.values()].flat().flatMap((edge) => edge.upRunId ?? []);
  const rows = await readRuns(db, of.projectId, [...new Set([...asked, ...above])]);
  const known = new Map(rows.map((row) => [row.id, row]));
  return {
    runs: asked.flatMap((id) => known.get(id) ?? []),
    missing: asked.filter((id) => !known.has(id)),
    known,
    edges,
  };
}
