import type { SqlClient } from "@/db/database";
import type { MarginsOf, RecordSplit } from "./record-queries";

/** More curves than that are no picture any more. */
const MOST_RUNS = 200;

export type SweptRunRow = {
  id: string;
  name: string;
  stage: string;
  state: string;
  seed: number | null;
  config: Record<string, unknown>;
  model: string;
  /** The last recorded step. */
  step: number;
  delta: number;
};

/** Runs that trained on the same pairs as this one and recorded what they came to, of whatever model and seed. */
export async function listSweptRuns(sql: SqlClient, of: MarginsOf, split: RecordSplit): Promise<SweptRunRow[]> {
  return sql<SweptRunRow[]>`
    select r.id, r.name, r.stage, r.state, r.seed, coalesce(r.resolved_config, r.given_config) as config,
           coalesce(m.name, maker.name, 'unnamed model') as model, last.step, last.delta
      from run anchor
      join run_input own on own.project_id = anchor.project_id and own.run_id = anchor.id and own.name = 'dataset'
      join run_input i on i.project_id = own.project_id and i.name = 'dataset'
                      and i.dataset_version_id = own.dataset_version_id
      join run r on r.project_id = i.project_id and r.id = i.run_id and (r.archived_at is null or r.id = anchor.id)
      join lateral (select b.step, b.delta from pair_records b
                     where b.project_id = r.project_id and b.run_id = r.id and b.split = ${split}
                     order by b.attempt desc, b.step desc limit 1) last on true
      left join run_input base on base.project_id = r.project_id and base.run_id = r.id and base.name = 'model'
      left join model m on m.project_id = base.project_id and m.id = base.model_id
      left join run maker on maker.project_id = base.project_id and maker.id = base.from_run_id
     where anchor.project_id = ${of.projectId} and anchor.id = ${of.runId}
     order by last.delta, r.seed nulls first, r.created_at limit ${MOST_RUNS}`;
}

/** Closed rounds in which notes of models were read that these runs made, with the name each has there. */
export async function listReadRounds(
  sql: SqlClient,
  projectId: string,
  runs: readonly string[],
): Promise<{ runId: string; campaignId: string; mode: string; arm: string }[]> {
  return sql`
    with writer as (
      select i.from_run_id as run_id, i.run_id as generate_id from run_input i
       where i.project_id = ${projectId} and i.from_run_id = any(${[...runs]})
      union
      select m.made_by_run_id, i.run_id from model m
        join run_input i on i.project_id = m.project_id and i.model_id = m.id
       where m.project_id = ${projectId} and m.made_by_run_id = any(${[...runs]})
    ), wrote as (
      select w.run_id, g.id as generation_id from writer w
        join generation g on g.project_id = ${projectId} and g.run_id = w.generate_id
    )
    select distinct on (w.run_id, c.protocol ->> 'mode') w.run_id as "runId", c.id as "campaignId",
           c.protocol ->> 'mode' as mode, case when k.generation_id = w.generation_id then k.arm else k.other_arm end as arm
      from campaign c
      join campaign_case k on k.project_id = c.project_id and k.campaign_id = c.id and k.kind = 'sample'
      join wrote w on w.generation_id in (k.generation_id, k.other_generation_id)
     where c.project_id = ${projectId} and c.state = 'closed'
       and case when k.generation_id = w.generation_id then k.arm else k.other_arm end is not null
     order by w.run_id, c.protocol ->> 'mode', c.closed_at desc nulls last`;
}
