import type { SqlClient } from "@/db/database";

/** Who is to be erased: the group, patient or document, that an example belongs to. */
export type GroupOf = {
  projectId: string;
  exampleId: string;
  /** Take the rows of other groups that have the same source, too. */
  sameSource: boolean;
};

export type FoundExample = {
  id: string;
  source_hash: string;
  /** Of the note that a pair's prompt was made of; the source's own where it is none. */
  note_hash: string;
  group_key: string;
  dataset_id: string;
  dataset_name: string;
  /**
   * `group`: of the group, in whatever dataset; `copy`: source and reference stand so in another dataset, under
   * another name, or a pair was made of the note under another name; `source`: only the source is the same, as that of
   * a question that many were asked, or of a pair that was made of such a row.
   */
  reach: "group" | "copy" | "source";
};

/**
 * The group in every version of every dataset, and rows of other groups with the same sources, or pairs of the same
 * notes; the group's first.
 */
export async function findExamples(sql: SqlClient, { projectId, exampleId }: GroupOf): Promise<FoundExample[]> {
  return sql<FoundExample[]>`
    with asked as (
      select e.group_key, v.dataset_id from example e
        join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      where e.project_id = ${projectId} and e.id = ${exampleId} and e.erased_at is null
    ), grouped as materialized (
      select e.source_hash, e.reference, p.note_hash from asked
        join example e on e.project_id = ${projectId} and e.group_key = asked.group_key and e.erased_at is null
        left join pair p on p.project_id = e.project_id and p.example_id = e.id
    ), hashed as materialized (
      select source_hash as hash from grouped union select note_hash from grouped where note_hash is not null
    ), reached as materialized (
      select e.id, e.source_hash, e.reference, e.group_key, v.dataset_id, p.note_hash
      from (
        select id from example where project_id = ${projectId} and source_hash in (select hash from hashed)
        union
        select example_id from pair where project_id = ${projectId} and note_hash in (select hash from hashed)) same
        join example e on e.project_id = ${projectId} and e.id = same.id and e.erased_at is null
        join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
        left join pair p on p.project_id = e.project_id and p.example_id = e.id and p.note_hash <> e.source_hash
    ), alone as materialized (
      select r.*, case
        when r.group_key = (select group_key from asked) then 'group'
        when exists (select from grouped g where g.source_hash = r.source_hash and g.reference = r.reference)
          and r.dataset_id <> (select dataset_id from asked) then 'copy'
        else 'source' end as reach
      from reached r where r.note_hash is null
    ), found as (
      select * from alone
      union all
      select r.*, case
        when r.group_key = (select group_key from asked) then 'group'
        else coalesce((select min(reach) from alone a
          where a.group_key = r.group_key and a.source_hash = r.note_hash), 'copy') end as reach
      from reached r where r.note_hash is not null
    )
    select found.id, found.source_hash, coalesce(found.note_hash, found.source_hash) as note_hash, found.group_key,
      found.dataset_id, found.reach, d.name as dataset_name
    from found join dataset d on d.project_id = ${projectId} and d.id = found.dataset_id
    order by reach = 'group' desc, d.name`;
}
