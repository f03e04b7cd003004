import type { Sql } from "@/db/database";

export type ModelOrigin = { projectId: string; modelIds: readonly string[]; runIds: readonly string[] };

/** Hashes of all source texts that these models, or the models that these runs will make, learn from. */
export async function readTrainedHashes(sql: Sql, of: ModelOrigin): Promise<string[]> {
  if (of.modelIds.length + of.runIds.length === 0) return [];
  const rows = await sql<{ hash: string }[]>`
    with recursive ancestor (run_id) as (
      select made_by_run_id from model where project_id = ${of.projectId} and id = any(${[...of.modelIds]})
      union select unnest(${[...of.runIds]}::text[])
      union
      select coalesce(model.made_by_run_id, input.from_run_id)
      from ancestor
        join run_input input on input.project_id = ${of.projectId} and input.run_id = ancestor.run_id
        left join model on model.project_id = input.project_id and model.id = input.model_id
      where coalesce(model.made_by_run_id, input.from_run_id) is not null
    )
    select distinct example.source_hash as hash
    from ancestor
      join run on run.project_id = ${of.projectId} and run.id = ancestor.run_id and run.stage = 'sft'
      join run_input input on input.project_id = run.project_id and input.run_id = run.id
      join example on example.project_id = input.project_id
        and example.dataset_version_id = input.dataset_version_id and example.split = 'train'`;
  return rows.map((row) => row.hash);
}
