import type { Sql } from "@/db/database";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { CampaignOf } from "./read-gate-campaign";

export type GateProgress = {
  /** Notes of the sample that count. */
  cases: number;
  /** Of them, read as often as planned. */
  complete: number;
  /** Of them, read at least once. */
  begun: number;
  readingsPlanned: number;
  /** By kind of reader; never what they said. */
  readings: { kind: ReviewerKind; readings: number }[];
};

/**
 * How far a round is, and nothing of what was found. Cases and readings are added up and not joined: right after a
 * large import the database knows nothing of either, and would look for every reading of every case one by one.
 */
export async function readProgress(sql: Sql, { projectId, campaignId }: CampaignOf): Promise<GateProgress> {
  const [[cases], kinds] = await Promise.all([
    sql<Omit<GateProgress, "readings">[]>`
      select count(*)::int as cases, coalesce(sum(planned), 0)::int as "readingsPlanned",
        count(*) filter (where given >= planned)::int as complete,
        count(*) filter (where given > 0)::int as begun
      from (
        select sum(planned) as planned, sum(given) as given
        from (
          select c.id, c.readings as planned, 0 as given, true as sampled
          from campaign_case c
          where c.campaign_id = ${campaignId} and c.project_id = ${projectId} and c.kind = 'sample'
            and c.withdrawn_at is null
          union all
          select a.case_id, 0, 1, false
          from assessment a join campaign_reviewer r on r.id = a.reviewer_id
          where a.campaign_id = ${campaignId} and a.current and r.kind <> 'simulated'
        ) told group by id having bool_or(sampled)
      ) counted`,
    sql<GateProgress["readings"]>`
      select r.kind, count(*)::int as readings
      from assessment a join campaign_reviewer r on r.id = a.reviewer_id
      where a.campaign_id = ${campaignId} and a.project_id = ${projectId} and a.current
      group by r.kind order by r.kind`,
  ]);
  return { cases: 0, complete: 0, begun: 0, readingsPlanned: 0, ...cases, readings: [...kinds] };
}
