import type { Sql } from "@/db/database";
import type { ReviewMode } from "@/domain/campaigns/protocol";
import type { DatasetType, Split } from "@/domain/datasets/dataset-types";

const MOST = 200;

export type ClosedRound = { id: string; name: string; mode: ReviewMode; readings: number; corrected: number };
type Version = { id: string; name: string; number: number; type: DatasetType; rows: number; splits: Split[] };

/** What pairs can be made of, and what they can be kept apart from. */
export async function listPairChoices(sql: Sql, projectId: string) {
  const [campaigns, runs, versions, studies] = await Promise.all([
    sql<ClosedRound[]>`
      select c.id, c.name, c.protocol ->> 'mode' as mode, a.readings, a.corrected from campaign c
        cross join lateral (
          select count(*)::int as readings, count(corrected)::int as corrected from assessment
          where campaign_id = c.id and current) a
      where c.project_id = ${projectId} and c.state = 'closed' and a.readings > 0
      order by c.created_at desc, c.id limit ${MOST}`,
    sql<{ id: string; name: string }[]>`
      select id, name from run where project_id = ${projectId} and stage = 'rewrite' and state = 'finished'
      order by created_at desc, id limit ${MOST}`,
    sql<Version[]>`
      select v.id, d.name, v.number, v.type, v.rows,
        (select coalesce(array_agg(name order by name), '{}') from jsonb_object_keys(v.split_counts) as told(name)) as splits
      from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
      where v.project_id = ${projectId} order by d.name, v.number desc limit ${MOST}`,
    sql<{ id: string; name: string }[]>`
      select id, name from study where project_id = ${projectId} order by created_at desc, id limit ${MOST}`,
  ]);
  return { campaigns: [...campaigns], runs: [...runs], versions: [...versions], studies: [...studies] };
}
