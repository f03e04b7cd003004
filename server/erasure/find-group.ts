import type { Sql } from "@/db/database";
import { DomainError } from "../errors";

/** Who is to be erased: the group, patient or document, that an example belongs to. */
export type GroupOf = { projectId: string; exampleId: string };

export type ErasureScope = {
  groupKey: string;
  exampleIds: string[];
  sourceHashes: string[];
  datasets: { id: string; name: string; examples: number }[];
  generations: number;
  /** Runs that hold the text in their files. */
  runIds: string[];
  /** Of those, runs that have not ended or not delivered all: nothing can be erased from under them. */
  openRuns: { id: string; name: string }[];
  /** Models that learned from it, directly or through what they stand on. */
  models: { id: string; name: string }[];
};

type ExampleRow = { id: string; source_hash: string; group_key: string; dataset_id: string; dataset_name: string };

/** The group in every version of its dataset, and the same texts wherever else the project has them. */
async function findExamples(sql: Sql, { projectId, exampleId }: GroupOf): Promise<ExampleRow[]> {
  return sql<ExampleRow[]>`
    with asked as (
      select e.group_key, v.dataset_id from example e
        join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      where e.project_id = ${projectId} and e.id = ${exampleId} and e.erased_at is null
    ), grouped as (
      select e.id, e.source_hash from asked
        join dataset_version v on v.project_id = ${projectId} and v.dataset_id = asked.dataset_id
        join example e on e.project_id = v.project_id and e.dataset_version_id = v.id and e.group_key = asked.group_key
      where e.erased_at is null
    )
    select e.id, e.source_hash, (select group_key from asked), d.id as dataset_id, d.name as dataset_name
    from example e
      join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where e.project_id = ${projectId} and e.erased_at is null
      and (e.id in (select id from grouped) or e.source_hash in (select source_hash from grouped))`;
}

async function findRuns(sql: Sql, projectId: string, exampleIds: string[]) {
  return sql<{ id: string; name: string; open: boolean }[]>`
    with reading as (
      select distinct i.run_id as id from run_input i
        join example e on e.project_id = i.project_id and e.dataset_version_id = i.dataset_version_id
      where i.project_id = ${projectId} and e.id = any(${exampleIds})
      union
      select distinct run_id from generation where project_id = ${projectId} and example_id = any(${exampleIds})
    ), holding as (
      select id from reading
      union
      select i.run_id from run_input i join reading on i.project_id = ${projectId} and i.from_run_id = reading.id
    )
    select run.id, run.name, run.state in ('starting', 'running', 'cancelling') or exists (
        select from run_attempt a where a.run_id = run.id and a.host is not null and a.shipped_at is null) as open
    from run join holding using (id) where run.project_id = ${projectId} order by run.name`;
}

async function findModels(sql: Sql, projectId: string, exampleIds: string[]) {
  return sql<{ id: string; name: string }[]>`
    with recursive taught (run_id) as (
      select i.run_id from run_input i
        join run r on r.project_id = i.project_id and r.id = i.run_id and r.stage = 'sft'
        join example e on e.project_id = i.project_id and e.dataset_version_id = i.dataset_version_id
      where i.project_id = ${projectId} and e.id = any(${exampleIds}) and e.split in ('train', 'validation')
      union
      select i.run_id from taught
        left join model m on m.project_id = ${projectId} and m.made_by_run_id = taught.run_id
        join run_input i on i.project_id = ${projectId} and (i.from_run_id = taught.run_id or i.model_id = m.id)
        join run r on r.project_id = i.project_id and r.id = i.run_id and r.stage = 'sft'
    )
    select distinct m.id, m.name from model m join taught on taught.run_id = m.made_by_run_id
    where m.project_id = ${projectId} order by m.name`;
}

/** Everything that erasing the group of an example would reach. */
export async function findGroup(sql: Sql, of: GroupOf): Promise<ErasureScope> {
  const examples = await findExamples(sql, of);
  const [first] = examples;
  if (!first) throw new DomainError("NotFound", "There is no such example in this project, or it is erased already.");
  const exampleIds = examples.map(({ id }) => id);
  const datasets = new Map<string, { id: string; name: string; examples: number }>();
  for (const { dataset_id: id, dataset_name: name } of examples) {
    datasets.set(id, { id, name, examples: (datasets.get(id)?.examples ?? 0) + 1 });
  }
  const [counted] = await sql<{ count: number }[]>`
    select count(*)::int as count from generation
    where project_id = ${of.projectId} and example_id = any(${exampleIds})`;
  const runs = await findRuns(sql, of.projectId, exampleIds);
  return {
    groupKey: first.group_key,
    exampleIds,
    sourceHashes: [...new Set(examples.map(({ source_hash }) => source_hash))].sort(),
    datasets: [...datasets.values()],
    generations: counted?.count ?? 0,
    runIds: runs.map(({ id }) => id),
    openRuns: runs.filter(({ open }) => open).map(({ id, name }) => ({ id, name })),
    models: await findModels(sql, of.projectId, exampleIds),
  };
}
