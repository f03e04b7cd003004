import { sql } from "drizzle-orm";
import type { CampaignRow } from "../gates/read-gate-campaign";
import type { Advancing } from "./node-move";
import type { StudyGraph } from "./read-graph";

type Asked = { until: CampaignRow /** Comparisons of the study itself. */; rounds: readonly string[] };

/**
 * Rounds made before this one that show its confirming notes, too: of a fork, of what a re-run set aside, or by hand.
 * What they said is not weighed here, but that they were is told.
 */
export async function countOtherRounds(
  { db }: Pick<Advancing, "db">,
  { launch, made }: Pick<StudyGraph, "launch" | "made">,
  { until, rounds }: Asked,
): Promise<number> {
  const version = made.find(({ nodeKey, name }) => nodeKey === "notes" && name === "confirm")?.thingId;
  if (!version) return 0;
  const rows = await db.execute<{ rounds: number }>(sql`
    select count(*)::int as rounds from campaign r
    where r.project_id = ${launch.projectId} and r.id not in ${[...rounds]} and r.state <> 'draft'
      and r.created_at < ${until.createdAt.toISOString()} and exists (
        select from campaign_case c join example e on e.project_id = c.project_id and e.id = c.example_id
        where c.project_id = r.project_id and c.campaign_id = r.id and e.dataset_version_id = ${version})`);
  return rows[0]?.rounds ?? 0;
}
