import type { Asking } from "./asking";
import { PICK_NAMES, type PickName, type Picks, picked } from "./picks";

/** Rows of one pick that belong to the same round, run or version. */
export type Counted = { pick: PickName; by: string; count: number; one: string };

/** How many rows each pick has, by what they belong to. */
export async function countPicks({ sql, projectId }: Asking, picks: Picks): Promise<Counted[]> {
  const rows = picked(sql, projectId);
  const counted = await Promise.all(
    PICK_NAMES.map(async (pick) => {
      const wanted = picks[pick];
      if (!wanted) return [];
      const { from, id, by } = rows[pick];
      const found = await sql<{ by: string; count: number; one: string }[]>`
        select ${by} as by, count(*)::int as count, min(${id}) as one from ${from} and ${wanted} group by 1 order by 1`;
      return found.map((row) => ({ pick, ...row }));
    }),
  );
  return counted.flat();
}

/** Which runs' texts the picked labels are about. */
export async function readShownTexts({ sql, projectId }: Asking, { labels, texts }: Picks) {
  if (!labels || !texts) return [];
  return sql<{ run: string; round: string }[]>`
    select distinct g.run_id as run, a.campaign_id as round
    from assessment a
      join campaign_case c on c.project_id = a.project_id and c.id = a.case_id
      join generation g on g.project_id = c.project_id and g.id in (c.generation_id, c.other_generation_id)
    where a.project_id = ${projectId} and ${labels} and ${texts}`;
}

/** Which rounds' picked labels stand behind the picked pairs. */
export async function readPairedLabels({ sql, projectId }: Asking, { labels, pairs }: Picks) {
  if (!labels || !pairs) return [];
  return sql<{ round: string; version: string }[]>`
    select distinct a.campaign_id as round, p.dataset_version_id as version
    from pair p join assessment a on a.project_id = p.project_id and a.id = any(p.assessment_ids)
    where p.project_id = ${projectId} and ${pairs} and ${labels}`;
}

/** Which versions' notes the picked texts were written for. */
export async function readAskedNotes({ sql, projectId }: Asking, { notes, texts }: Picks) {
  if (!notes || !texts) return [];
  return sql<{ run: string; version: string }[]>`
    select distinct g.run_id as run, e.dataset_version_id as version
    from generation g join example e on e.project_id = g.project_id and e.id = g.example_id
    where g.project_id = ${projectId} and ${notes} and ${texts}`;
}

/** Which picked texts stand in picked pairs. */
export async function readPairedTexts({ sql, projectId }: Asking, { pairs, texts }: Picks) {
  if (!pairs || !texts) return [];
  return sql<{ run: string; version: string }[]>`
    select distinct g.run_id as run, p.dataset_version_id as version
    from pair p join generation g on g.project_id = p.project_id and g.id = any(p.generation_ids)
    where p.project_id = ${projectId} and ${pairs} and ${texts}`;
}

/** Who gave the picked labels, by round. */
export async function countReaders({ sql, projectId }: Asking, { labels }: Picks, rounds: readonly string[]) {
  if (!labels || rounds.length === 0) return [];
  return sql<{ by: string; count: number; one: string }[]>`
    select a.campaign_id as by, count(distinct a.reviewer_id)::int as count, min(a.reviewer_id) as one
    from assessment a
    where a.project_id = ${projectId} and a.campaign_id = any(${[...rounds]}) and ${labels} group by 1`;
}
