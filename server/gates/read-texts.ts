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
    select id, words, length, reference,
      case when notes > 1 then ((together - length)::float8 / (notes - 1)) end as others
    from (
      select c.id, length(t.text)::int as length, regexp_count(t.text, '\\S+')::int as words,
        nullif(length(e.reference), 0)::int as reference,
        sum(length(t.text)) over item as together, count(*) over item as notes
      from campaign_case c
      join review_text t on t.project_id = c.project_id and t.digest = c.note_digest
      left join example e on e.project_id = c.project_id and e.id = c.example_id
      where c.project_id = ${projectId} and c.campaign_id = ${campaignId} and c.kind = 'sample'
        and c.withdrawn_at is null
      window item as (partition by c.item)
    ) measured`;
  return new Map(
    rows.map(({ id, words, length, reference, others }) => [
      id,
      { words, length, comparedLength: reference ?? others },
    ]),
  );
}
