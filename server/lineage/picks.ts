import type { PendingQuery, Row } from "postgres";
import type { Services } from "../context";
import { SHOWN_STATES } from "../pairs/blind-pair";

type Sql = Services["sql"];
/** Part of a statement. */
export type Condition = PendingQuery<Row[]>;

/**
 * What a subject is about, as conditions on assessments `a`, adjudications `d`, generations `g`, pairs `p` and examples
 * `e`; null where it is about none, or where nobody may see it now.
 */
export type Picks = {
  labels: Condition | null;
  settled: Condition | null;
  texts: Condition | null;
  pairs: Condition | null;
  notes: Condition | null;
};
export const PICK_NAMES = ["labels", "settled", "texts", "pairs", "notes"] as const;
export type PickName = (typeof PICK_NAMES)[number];
export const NO_PICKS: Picks = { labels: null, settled: null, texts: null, pairs: null, notes: null };

/** Rows that each pick counts, and what it counts them by. */
export const picked = (sql: Sql, projectId: string) => ({
  labels: { from: sql`assessment a where a.project_id = ${projectId}`, id: sql`a.id`, by: sql`a.campaign_id` },
  settled: { from: sql`adjudication d where d.project_id = ${projectId}`, id: sql`d.id`, by: sql`d.campaign_id` },
  texts: { from: sql`generation g where g.project_id = ${projectId}`, id: sql`g.id`, by: sql`g.run_id` },
  pairs: { from: sql`pair p where p.project_id = ${projectId}`, id: sql`p.example_id`, by: sql`p.dataset_version_id` },
  notes: { from: sql`example e where e.project_id = ${projectId}`, id: sql`e.id`, by: sql`e.dataset_version_id` },
});

/** Cases of rounds that are closed, so that who read what and what wrote it may be seen. */
export const casesShown = (sql: Sql, projectId: string, which: Condition): Condition => sql`
  select c.id from campaign_case c join campaign r on r.project_id = c.project_id and r.id = c.campaign_id
  where c.project_id = ${projectId} and c.withdrawn_at is null and r.state = any(${SHOWN_STATES}) and ${which}`;

/** Pairs that no round stands behind that is open again. */
export const pairsShown = (sql: Sql, projectId: string): Condition => sql`
  not exists (select from assessment said join campaign r on r.project_id = said.project_id and r.id = said.campaign_id
    where said.project_id = ${projectId} and said.id = any(p.assessment_ids) and r.state <> all(${SHOWN_STATES}))`;
