import type { Sql } from "@/db/database";
import type { NoteFacts } from "@/domain/gates/note-measures";
import type { CampaignOf } from "./read-gate-campaign";

export async function readTexts(
  sql: Sql,
  projectId: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (digests.length === 0) return new Map();
  const rows = await sql<{ digest: string; text: string }[]>`
    select digest, text from review_text where project_id = ${projectId} and digest = any(${[...new Set(digests)]})`;
  return new Map(rows.map(({ digest, text }) => [digest, text]));
}

/**
 * Words and length of each note of the sample, and the length of what it is compared with: the example's reference, or
 * where it has none the mean of the other arms' notes of the same item.
 */
export async function readNoteFacts(
  sql: Sql,
  { projectId, campaignId }: CampaignOf,
): Promise<ReadonlyMap<string, NoteFacts>> {
  const rows = await sql<
    { id: string; words: number; length: number; reference: number | null; others: number | null }[]
  >`
    with notes as (
      select c.id, c.item, c.arm, c.example_id, length(t.text) as length, regexp_count(t.text, '\\S+') as words
      from campaign_case c join review_text t on t.project_id = c.project_id and t.digest = c.note_digest
      where c.project_id = ${projectId} and c.campaign_id = ${campaignId} and c.kind = 'sample'
        and c.withdrawn_at is null
    ), items as (select item, sum(length) as length, count(*) as notes from notes group by item)
    select n.id, n.words::int, n.length::int, nullif(length(e.reference), 0)::int as reference,
      case when i.notes > 1 then ((i.length - n.length) / (i.notes - 1))::float8 end as others
    from notes n join items i using (item)
    left join example e on e.project_id = ${projectId} and e.id = n.example_id`;
  return new Map(
    rows.map(({ id, words, length, reference, others }) => [
      id,
      { words, length, comparedLength: reference ?? others },
    ]),
  );
}
