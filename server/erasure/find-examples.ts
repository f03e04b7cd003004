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
  group_key: string;
  dataset_id: string;
  dataset_name: string;
  /**
   * `group`: of the group, in whatever dataset; `copy`: source and reference stand so in another dataset, under
   * another name; `source`: only the source is the same, as that of a question that many were asked.
   */
  reach: "group" | "copy" | "source";
};

/** The group in every version of every dataset, and rows of other groups with the same sources; the group's first. */
export async function findExamples(sql: SqlClient, { projectId, exampleId }: GroupOf): Promise<FoundExample[]> {
  return sql<FoundExample[]>`
    with asked as (
      select e.group_key, v.dataset_id from example e
        join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      where e.project_id = ${projectId} and e.id = ${exampleId} and e.erased_at is null
    ), grouped as materialized (
      select e.source_hash, e.reference from asked
        join example e on e.project_id = ${projectId} and e.group_key = asked.group_key and e.erased_at is null
    ), found as (
      select e.id, e.source_hash, e.group_key, v.dataset_id, case
        when e.group_key = (select group_key from asked) then 'group'
        when exists (select from grouped g where g.source_hash = e.source_hash and g.reference = e.reference)
          and v.dataset_id <> (select dataset_id from asked) then 'copy'
        else 'source' end as reach
      from example e
        join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      where e.project_id = ${projectId} and e.erased_at is null
        and e.source_hash in (select source_hash from grouped)
    )
    select found.*, d.name as dataset_name from found
      join dataset d on d.project_id = ${projectId} and d.id = found.dataset_id
    order by reach = 'group' desc, d.name`;
}
