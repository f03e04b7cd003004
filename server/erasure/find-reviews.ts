import type { SqlClient } from "@/db/database";

/** What reading rounds keep of examples: cases, and the texts that nothing else needs. */
export type ReviewScope = { caseIds: string[]; campaignIds: string[]; digests: string[] };

/**
 * Cases made of the examples, and cases of files that have the same source, letter for letter, where no other example
 * has it. Texts that another case needs stay with it.
 */
export async function findReviews(
  sql: SqlClient,
  projectId: string,
  exampleIds: readonly string[],
): Promise<ReviewScope> {
  const cases = await sql<{ id: string; campaign_id: string }[]>`
    with said as (
      select distinct encode(sha256(convert_to(e.source, 'UTF8')), 'hex') as digest from example e
      where e.project_id = ${projectId} and e.id = any(${exampleIds}) and e.erased_at is null
        and not exists (
          select from example other
          where other.project_id = e.project_id and other.source_hash = e.source_hash and other.source = e.source
            and other.id <> all(${exampleIds}))
    )
    select c.id, c.campaign_id from campaign_case c
    where c.project_id = ${projectId} and (
      c.example_id = any(${exampleIds})
      or (c.example_id is null and c.source_digest in (select digest from said)))
    order by c.id`;
  const caseIds = cases.map(({ id }) => id);
  const digests = await sql<{ digest: string }[]>`
    select t.digest from review_text t
    where t.project_id = ${projectId} and t.erased_at is null and t.digest in (
        select unnest(array[c.note_digest, c.source_digest, c.other_note_digest]) from campaign_case c
        where c.project_id = ${projectId} and c.id = any(${caseIds}))
      and not exists (
        select from campaign_case k
          left join example e on e.project_id = k.project_id and e.id = k.example_id
          left join review_text s on s.project_id = k.project_id and s.digest = k.source_digest
        where k.project_id = t.project_id and k.id <> all(${caseIds})
          and e.erased_at is null and s.erased_at is null
          and t.digest in (k.note_digest, k.source_digest, k.other_note_digest))
    order by t.digest`;
  return {
    caseIds,
    campaignIds: [...new Set(cases.map((each) => each.campaign_id))].sort(),
    digests: digests.map(({ digest }) => digest),
  };
}
