import { type SQL, sql } from "drizzle-orm";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { user } from "@/db/schema/people";
import { model, run, runInput } from "@/db/schema/runs";
import type { MetricSummary, OwnFieldName, RunField } from "@/domain/runs/run-fields";
import { RUN_RULES, RUN_STATES } from "@/domain/runs/run-rules";
import { resultValue } from "./run-result-sql";

export type SqlType = "text" | "float8" | "timestamptz";
export type RunValue = { value: SQL; type: SqlType };

/** Written out, so that a plan may be kept and constants are seen by the planner. */
const UNSETTLED = sql.raw(
  `(${RUN_STATES.filter((state) => !RUN_RULES[state].settled)
    .map((state) => `'${state}'`)
    .join(", ")})`,
);

const modelName = sql<string | null>`(select min(lower(${model.name})) from ${runInput} join ${model}
  on ${model.projectId} = ${runInput.projectId}
  and (${model.id} = ${runInput.modelId} or ${model.madeByRunId} = ${runInput.fromRunId})
  where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id})`;

const dataName = sql<string | null>`(select min(lower(${dataset.name})) from ${runInput}
  join ${datasetVersion} on ${datasetVersion.projectId} = ${runInput.projectId}
    and ${datasetVersion.id} = ${runInput.datasetVersionId}
  join ${dataset} on ${dataset.projectId} = ${datasetVersion.projectId} and ${dataset.id} = ${datasetVersion.datasetId}
  where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id})`;

/**
 * Each name once, as a JSON list in its order: what runs of several tags, models or datasets are grouped by, and what
 * `is exactly` compares. Null where there is none.
 */
const listOf = (name: SQL, from: SQL) =>
  sql<string | null>`(select jsonb_agg(distinct lower(${name}) order by lower(${name}))::text from ${from})`;

export const NAME_LISTS = {
  tag: listOf(sql.raw("each_tag"), sql`unnest(${run.tags}) each_tag`),
  model: listOf(
    sql`${model.name}`,
    sql`${runInput} join ${model} on ${model.projectId} = ${runInput.projectId}
      and (${model.id} = ${runInput.modelId} or ${model.madeByRunId} = ${runInput.fromRunId})
      where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id}`,
  ),
  data: listOf(
    sql`${dataset.name}`,
    sql`${runInput} join ${datasetVersion} on ${datasetVersion.projectId} = ${runInput.projectId}
        and ${datasetVersion.id} = ${runInput.datasetVersionId}
      join ${dataset} on ${dataset.projectId} = ${datasetVersion.projectId} and ${dataset.id} = ${datasetVersion.datasetId}
      where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id}`,
  ),
} as const;

export const isNameList = (name: string): name is keyof typeof NAME_LISTS => Object.hasOwn(NAME_LISTS, name);

/** What a run has beside its config and its metrics; null where it has none. */
export const OWN_VALUES: Readonly<Record<Exclude<OwnFieldName, "replicates">, RunValue>> = {
  state: { value: sql`${run.state}`, type: "text" },
  name: { value: sql`lower(${run.name})`, type: "text" },
  stage: { value: sql`${run.stage}`, type: "text" },
  model: { value: modelName, type: "text" },
  data: { value: dataName, type: "text" },
  tag: { value: sql`lower(nullif(array_to_string(${run.tags}, ' '), ''))`, type: "text" },
  seed: { value: sql`${run.seed}::float8`, type: "float8" },
  created: { value: sql`${run.createdAt}`, type: "timestamptz" },
  started: { value: sql`${run.startedAt}`, type: "timestamptz" },
  ended: { value: sql`${run.endedAt}`, type: "timestamptz" },
  duration: {
    value: sql`extract(epoch from coalesce(${run.endedAt}, now()) - ${run.startedAt})::float8`,
    type: "float8",
  },
  result: { value: resultValue, type: "float8" },
  cost: { value: sql`${run.cost}`, type: "float8" },
  by: { value: sql`(select lower(${user.name}) from ${user} where ${user.id} = ${run.createdBy})`, type: "text" },
  note: { value: sql`nullif(lower(${run.note}), '')`, type: "text" },
  executor: { value: sql`${run.executor}`, type: "text" },
  attempt: { value: sql`${run.attempt}::float8`, type: "float8" },
  priority: { value: sql`${run.priority}::float8`, type: "float8" },
};

const SUMMARY_OF: Readonly<Record<MetricSummary, SQL>> = {
  // NaN would stand above every number; here it counts as no value.
  last: sql.raw("nullif(last, 'NaN')"),
  min: sql.raw("min"),
  max: sql.raw("max"),
};

/**
 * `run_id, value` of one metric of every run that has it: settled runs from the index of `run_metric`, the others from
 * their series, so that what a run of an earlier attempt came to never stands for one that goes on.
 */
export function metricRows(projectId: string, key: string, summary: MetricSummary): SQL {
  const value = SUMMARY_OF[summary];
  const unsettled = sql`(select id from run where project_id = ${projectId} and state in ${UNSETTLED})`;
  const growing =
    summary === "last"
      ? sql`select distinct on (run_id) run_id, ${value} as value from series
          where run_id in ${unsettled} and key = ${key} order by run_id, attempt desc`
      : sql`select run_id, ${value}(${value}) as value from series
          where run_id in ${unsettled} and key = ${key} group by run_id`;
  return sql`(select run_id, ${value} as value from run_metric
    where project_id = ${projectId} and key = ${key} and run_id not in ${unsettled}
    union all (${growing}))`;
}

/** `run_id, number, text` of one path of every config that has it. */
export function paramRows(projectId: string, key: string): SQL {
  return sql`(select run_id, number, text from run_param where project_id = ${projectId} and key = ${key})`;
}

/** Gathers the joins that the values asked for need. */
export class RunValues {
  private readonly joins: SQL[] = [];
  constructor(private readonly projectId: string) {}

  private join(rows: SQL): SQL {
    const alias = sql.raw(`value_${this.joins.length}`);
    this.joins.push(sql`left join ${rows} as ${alias} on ${alias}.run_id = ${run.id}`);
    return alias;
  }

  /** As numbers where a config value is one, else as texts; `as` says which of the two is wanted. */
  of(field: RunField, as: SqlType = "float8"): RunValue {
    if (field.kind === "metric") {
      return { value: sql`${this.join(metricRows(this.projectId, field.key, field.summary))}.value`, type: "float8" };
    }
    if (field.kind === "config") {
      const alias = this.join(paramRows(this.projectId, field.key));
      return as === "float8"
        ? { value: sql`${alias}.number`, type: "float8" }
        : { value: sql`${alias}.text`, type: "text" };
    }
    if (field.name === "replicates") throw new Error("Replicates are grouped, not read.");
    return OWN_VALUES[field.name];
  }

  /** Stage, config without its seed, and inputs: equal for runs that differ in the seed alone. */
  replicates(): SQL {
    const edges = this.join(sql`(select run_id, string_agg(
        concat_ws(' ', name, dataset_version_id, model_id, from_run_id), ',' order by name) as text
      from run_input where project_id = ${this.projectId} group by run_id)`);
    return sql`${run.replicateKey} || coalesce(${edges}.text, '')`;
  }

  /** `run` with all of it. */
  get from(): SQL {
    return sql`${run} ${sql.join(this.joins, sql` `)}`;
  }
}
