import type { Sql } from "@/db/database";
import type { CampaignOf } from "./read-gate-campaign";

export type SettledCorrection = {
  adjudicationId: string;
  caseId: string;
  /** The whole note as it should read; null where it was settled that no correction stands. */
  corrected: string | null;
  reason: string;
  /** Null where the account is gone. */
  decidedBy: string | null;
  at: Date;
  /** The readings that it was decided on, each kept as it was. */
  assessmentIds: string[];
};

/**
 * How notes of a round should read where readers differed and somebody settled it, by case. A settled answer that its
 * readings have outlived is not among them, nor one of a case that was taken out.
 */
export async function readSettledCorrections(
  sql: Sql,
  { projectId, campaignId }: CampaignOf,
): Promise<ReadonlyMap<string, SettledCorrection>> {
  const rows = await sql<SettledCorrection[]>`
    with given as (
      select s.id, s.case_id, array_position(array['person', 'imported', 'simulated'], r.kind) as rank
      from assessment s join campaign_reviewer r on r.project_id = s.project_id and r.id = s.reviewer_id
      where s.project_id = ${projectId} and s.campaign_id = ${campaignId} and s.current
    ), standing as (
      select case_id, array_agg(id order by id collate "C") as ids
      from given g where rank = (select min(rank) from given of_case where of_case.case_id = g.case_id) group by case_id
    )
    select a.id as "adjudicationId", a.case_id as "caseId", a.corrected, a.reason, u.name as "decidedBy",
      a.created_at as at, a.assessment_ids as "assessmentIds"
    from adjudication a
    join standing t on t.case_id = a.case_id
      and t.ids = (select array_agg(id order by id collate "C") from unnest(a.assessment_ids) id)
    join campaign_case c on c.project_id = a.project_id and c.id = a.case_id and c.withdrawn_at is null
    left join "user" u on u.id = a.decided_by
    where a.project_id = ${projectId} and a.campaign_id = ${campaignId} and a.current`;
  return new Map(rows.map((row) => [row.caseId, row]));
}
