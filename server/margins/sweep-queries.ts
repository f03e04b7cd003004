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
  /** Id of the model that training began from, or of the run that made it. */
  modelId: string | null;
  model: string;
};

/** Runs that trained on the same pairs as this one and recorded what they came to, of whatever model and seed. */
export async function listSweptRuns(sql: SqlClient, of: MarginsOf, split: RecordSplit): Promise<SweptRunRow[]> {
  return sql<SweptRunRow[]>`
    select r.id, r.name, r.stage, r.state, r.seed, coalesce(r.resolved_config, r.given_config) as config,
           coalesce(base.model_id, base.from_run_id) as "modelId", coalesce(m.name, maker.name, 'unnamed model') as model
      from run anchor
      join run_input own on own.project_id = anchor.project_id and own.run_id = anchor.id and own.name = 'dataset'
      join run_input i on i.project_id = own.project_id and i.name = 'dataset'
                      and i.dataset_version_id = own.dataset_version_id
      join run r on r.project_id = i.project_id and r.id = i.run_id and (r.id = anchor.id or (r.archived_at is null and r.state = 'finished'))
      left join run_input base on base.project_id = r.project_id and base.run_id = r.id and base.name = 'model'
      left join model m on m.project_id = base.project_id and m.id = base.model_id
      left join run maker on maker.project_id = base.project_id and maker.id = base.from_run_id
     where anchor.project_id = ${of.projectId} and anchor.id = ${of.runId}
       and exists (select 1 from pair_records b
                    where b.project_id = r.project_id and b.run_id = r.id and b.split = ${split})
     order by r.created_at, r.id limit ${MOST_RUNS}`;
}

export type ReadRound = { runId: string; campaignId: string; choices: boolean; arm: string; trained: number };

/**
 * The newest closed round of either kind in which notes were read of the model that a run made, with its name there.
 * `trained` counts the notes read there that pairs of the run's own version were made of.
 */
export async function listReadRounds(sql: SqlClient, projectId: string, runs: readonly string[]): Promise<ReadRound[]> {
  return sql<ReadRound[]>`
    with writer as (
      select i.from_run_id as run_id, i.run_id as generate_id from run_input i
       where i.project_id = ${projectId} and i.from_run_id = any(${[...runs]})
      union
      select m.made_by_run_id, i.run_id from model m
        join run_input i on i.project_id = m.project_id and i.model_id = m.id
       where m.project_id = ${projectId} and m.made_by_run_id = any(${[...runs]})
    ), wrote as (
      select w.run_id, g.id as generation_id, e.source_hash, e.group_key from writer w
        join generation g on g.project_id = ${projectId} and g.run_id = w.generate_id
        join example e on e.project_id = g.project_id and e.id = g.example_id
    ), taught as (
      select i.run_id, p.note_hash, x.group_key from run_input i
        join pair p on p.project_id = i.project_id and p.dataset_version_id = i.dataset_version_id
        join example x on x.project_id = p.project_id and x.id = p.example_id
       where i.project_id = ${projectId} and i.name = 'dataset' and i.run_id = any(${[...runs]})
    ), met as (
      select w.run_id, c.id as campaign_id, c.closed_at, c.protocol ->> 'mode' = 'side-by-side' as choices,
             case when k.generation_id = w.generation_id then k.arm else k.other_arm end as arm,
             exists (select 1 from taught t
                      where t.run_id = w.run_id and (t.note_hash = w.source_hash or t.group_key = w.group_key)) as known
        from campaign c
        join campaign_case k on k.project_id = c.project_id and k.campaign_id = c.id and k.kind = 'sample'
        join wrote w on w.generation_id in (k.generation_id, k.other_generation_id)
       where c.project_id = ${projectId} and c.state = 'closed'
    )
    select distinct on (run_id, choices) run_id as "runId", campaign_id as "campaignId", choices, arm,
           (count(*) filter (where known))::int as trained
      from met where arm is not null
     group by run_id, choices, campaign_id, closed_at, arm
     order by run_id, choices, closed_at desc nulls last, campaign_id`;
}
