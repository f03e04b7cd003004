import type { Sql } from "@/db/database";
import type { Label, PairOrigin } from "@/domain/pairs/pair";
import type { PairProvenance } from "@/domain/pairs/pair-provenance";
import { DomainError } from "../errors";
import { blindPair, SHOWN_STATES } from "./blind-pair";

type Of = { projectId: string; exampleId: string };

/** What a row of a version of pairs has beside its example. */
export async function readPair(sql: Sql, { projectId, exampleId }: Of) {
  const [found] = await sql<
    {
      exampleId: string;
      datasetVersionId: string;
      rejected: string | null;
      hChosen: Label;
      hRejected: Label | null;
      flipped: boolean;
      origin: PairOrigin;
      provenance: PairProvenance | null;
      assessmentIds: string[];
      generationIds: string[];
    }[]
  >`
    select example_id as "exampleId", dataset_version_id as "datasetVersionId", rejected, h_chosen as "hChosen",
      h_rejected as "hRejected", flipped, origin, provenance, assessment_ids as "assessmentIds",
      generation_ids as "generationIds"
    from pair where project_id = ${projectId} and example_id = ${exampleId}`;
  if (!found) throw new DomainError("NotFound", "There is no such pair in this project.");
  return blindPair(sql, projectId, found);
}

/** Every assessment that a version was made of, with how many of its pairs rest on it. */
export async function listVersionAssessments(
  sql: Sql,
  { projectId, versionId, cursor, limit }: { projectId: string; versionId: string; cursor: string; limit: number },
) {
  const [version] = await sql`
    select 1 from dataset_version where project_id = ${projectId} and id = ${versionId}`;
  if (!version) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  const rows = await sql<{ id: string; pairs: number; campaign: string | null; verdict: string | null }[]>`
    select told.id, told.pairs, a.campaign_id as campaign,
      case when c.state = any(${SHOWN_STATES}) then a.verdict end as verdict
    from (
      select said as id, count(*)::int as pairs from pair p, unnest(p.assessment_ids) said
      where p.project_id = ${projectId} and p.dataset_version_id = ${versionId} and said > ${cursor}
      group by said order by said limit ${limit + 1}) told
      left join assessment a on a.project_id = ${projectId} and a.id = told.id
      left join campaign c on c.project_id = ${projectId} and c.id = a.campaign_id
    order by told.id`;
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** What became of a label: pairs in versions, and models that learned from these. */
export async function readUsesOfAssessment(
  sql: Sql,
  { projectId, assessmentId }: { projectId: string; assessmentId: string },
) {
  const [known] = await sql`select 1 from assessment where project_id = ${projectId} and id = ${assessmentId}`;
  if (!known) throw new DomainError("NotFound", "There is no such assessment in this project.");
  const pairs = await sql<
    { exampleId: string; versionId: string; dataset: string; number: number; position: number }[]
  >`
    select p.example_id as "exampleId", v.id as "versionId", d.name as dataset, v.number, e.position
    from pair p
      join example e on e.project_id = p.project_id and e.id = p.example_id
      join dataset_version v on v.project_id = p.project_id and v.id = p.dataset_version_id
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where p.project_id = ${projectId} and p.assessment_ids @> array[${assessmentId}]
    order by v.created_at, e.position limit 1000`;
  const models = await sql<{ id: string; name: string }[]>`
    with recursive taught (run_id) as (
      select i.run_id from run_input i
      where i.project_id = ${projectId} and i.dataset_version_id = any(${[...new Set(pairs.map((each) => each.versionId))]})
      union
      select i.run_id from taught
        left join model m on m.project_id = ${projectId} and m.made_by_run_id = taught.run_id
        join run_input i on i.project_id = ${projectId} and (i.from_run_id = taught.run_id or i.model_id = m.id)
    )
    select distinct m.id, m.name from model m join taught on taught.run_id = m.made_by_run_id
    where m.project_id = ${projectId} order by m.name`;
  return { pairs: [...pairs], models: [...models] };
}
