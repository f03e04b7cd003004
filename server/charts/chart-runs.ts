import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { run, runInput } from "@/db/schema/runs";
import { MOST_RUNS_IN_A_CHART } from "@/domain/charts/chart-axis";
import type { RunState } from "@/domain/runs/run-rules";
import { readFilter } from "../runs/read-filter";
import type { ChosenRuns } from "./chart-input";

export type ChartRun = {
  id: string;
  name: string;
  stage: string;
  state: RunState;
  seed: number | null;
  /** The same for runs that differ by their seed alone. */
  group: string;
};

export type ChartRuns = {
  runs: ChartRun[] /** All that were meant; a chart draws the newest hundred of them. */;
  matching: number;
};

/** Stage, configuration and inputs; a run without a seed is like no other. */
const groupOf = sql<string>`case when ${run.seed} is null then ${run.id} else md5(
  ${run.stage} || (${run.givenConfig} - 'seed')::text || coalesce((
    select string_agg(concat_ws(' ', i.name, i.dataset_version_id, i.model_id, i.from_run_id), ',' order by i.name)
    from ${runInput} i where i.project_id = ${run.projectId} and i.run_id = ${run.id}
  ), '')) end`;

async function chosen(db: Database, projectId: string, of: ChosenRuns): Promise<SQL | undefined> {
  return "runIds" in of ? inArray(run.id, of.runIds) : readFilter(db, projectId, of.filter);
}

/** The newest runs that are meant, oldest first, as charts draw them. */
export async function readChartRuns(db: Database, projectId: string, of: ChosenRuns): Promise<ChartRuns> {
  const where = and(eq(run.projectId, projectId), await chosen(db, projectId, of));
  const columns = { id: run.id, name: run.name, stage: run.stage, state: run.state, seed: run.seed, group: groupOf };
  const [runs, matching] = await Promise.all([
    db.select(columns).from(run).where(where).orderBy(desc(run.createdAt), desc(run.id)).limit(MOST_RUNS_IN_A_CHART),
    db.$count(run, where),
  ]);
  return { runs: runs.reverse(), matching };
}
