import type { SqlClient } from "@/db/database";
import { IMPORT_RULES, IMPORT_STATES } from "@/domain/datasets/import-rules";
import { DomainError } from "../errors";
import { type FoundExample, findExamples, type GroupOf } from "./find-examples";
import { findReviews, type ReviewScope } from "./find-reviews";

type Rows = { id: string; name: string; examples: number }[];

export type ErasureScope = {
  groupKey: string;
  exampleIds: string[];
  /** Names of all groups among the examples: of the one asked for, and of those under which copies stand. */
  groupKeys: string[];
  /** How many different texts they are. */
  texts: number;
  /** Hashes of the sources that stand nowhere in the project afterwards; files that bring them again are refused. */
  sourceHashes: string[];
  /** The notes by the name that each stands under: drafts of other notes of that name stay. */
  notes: { group: string; hash: string }[];
  datasets: Rows;
  /** Of those, rows that are the same, source and reference, under another group's name. */
  copies: Rows;
  /** Rows of other groups with the same source and another reference: they stay, unless they are asked for. */
  sameSource: Rows;
  generations: number;
  /** Runs that hold the text in their files. */
  runIds: string[];
  /** Of those, runs that have not ended or not delivered all: nothing can be erased from under them. */
  openRuns: { id: string; name: string }[];
  /** Tables that those runs logged. */
  tables: number;
  /** Models that learned from it, directly or through what they stand on. */
  models: { id: string; name: string }[];
  /** Imports of the project that are open; their files may hold it. */
  imports: number;
  /** What reading rounds keep of it. */
  reviews: ReviewScope;
};

/** Runs that hold the text in their files; `open` are those that have not ended or not delivered all. */
export async function findRuns(sql: SqlClient, projectId: string, exampleIds: string[]) {
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

/** Stages whose models learned from what they read. */
const TEACHING = ["sft", "dpo", "fdpo"];

async function findModels(sql: SqlClient, projectId: string, exampleIds: string[]) {
  return sql<{ id: string; name: string }[]>`
    with recursive taught (run_id) as (
      select i.run_id from run_input i
        join run r on r.project_id = i.project_id and r.id = i.run_id and r.stage = any(${TEACHING})
        join example e on e.project_id = i.project_id and e.dataset_version_id = i.dataset_version_id
      where i.project_id = ${projectId} and e.id = any(${exampleIds}) and e.split in ('train', 'validation')
      union
      select i.run_id from taught
        left join model m on m.project_id = ${projectId} and m.made_by_run_id = taught.run_id
        join run_input i on i.project_id = ${projectId} and (i.from_run_id = taught.run_id or i.model_id = m.id)
        join run r on r.project_id = i.project_id and r.id = i.run_id and r.stage = any(${TEACHING})
    )
    select distinct m.id, m.name from model m join taught on taught.run_id = m.made_by_run_id
    where m.project_id = ${projectId} order by m.name`;
}

function countByDataset(examples: readonly FoundExample[]): Rows {
  const datasets = new Map<string, Rows[number]>();
  for (const { dataset_id: id, dataset_name: name } of examples) {
    datasets.set(id, { id, name, examples: (datasets.get(id)?.examples ?? 0) + 1 });
  }
  return [...datasets.values()];
}

export const OPEN_IMPORTS = IMPORT_STATES.filter((state) => !IMPORT_RULES[state].ended);

async function count(sql: SqlClient, projectId: string, exampleIds: string[], runIds: string[]) {
  const [counted] = await sql<{ generations: number; tables: number; imports: number }[]>`
    select
      (select count(*)::int from generation where project_id = ${projectId} and example_id = any(${exampleIds}))
        as generations,
      (select count(*)::int from artifact where project_id = ${projectId} and kind = 'table' and run_id = any(${runIds}))
        as tables,
      (select count(*)::int from dataset_import where project_id = ${projectId} and state = any(${OPEN_IMPORTS}))
        as imports`;
  return counted ?? { generations: 0, tables: 0, imports: 0 };
}

const hashesOf = ({ source_hash, note_hash }: FoundExample): string[] => [source_hash, note_hash];

/** Everything that erasing the group of an example would reach, and what it would leave. */
export async function findGroup(sql: SqlClient, of: GroupOf): Promise<ErasureScope> {
  const found = await findExamples(sql, of);
  const [first] = found;
  if (!first) throw new DomainError("NotFound", "There is no such example in this project, or it is erased already.");
  const taken = found.filter(({ reach }) => reach !== "source" || of.sameSource);
  const left = found.filter(({ reach }) => reach === "source" && !of.sameSource);
  const stays = new Set(left.flatMap(hashesOf));
  const hashes = [...new Set(taken.flatMap(hashesOf))].sort();
  const exampleIds = taken.map(({ id }) => id);
  const runs = await findRuns(sql, of.projectId, exampleIds);
  const runIds = runs.map(({ id }) => id);
  return {
    groupKey: first.group_key,
    exampleIds,
    groupKeys: [...new Set(taken.map(({ group_key }) => group_key))],
    texts: new Set(taken.map(({ source_hash }) => source_hash)).size,
    sourceHashes: hashes.filter((hash) => !stays.has(hash)),
    notes: taken.map(({ group_key, note_hash }) => ({ group: group_key, hash: note_hash })),
    datasets: countByDataset(taken),
    copies: countByDataset(taken.filter(({ reach }) => reach === "copy")),
    sameSource: countByDataset(found.filter(({ reach }) => reach === "source")),
    ...(await count(sql, of.projectId, exampleIds, runIds)),
    runIds,
    openRuns: runs.filter(({ open }) => open).map(({ id, name }) => ({ id, name })),
    reviews: await findReviews(sql, of.projectId, exampleIds),
    models: await findModels(sql, of.projectId, exampleIds),
  };
}
