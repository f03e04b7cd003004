import { DomainError } from "../errors";
import type { Asking } from "./asking";
import { readTrained, walkBackOverLabels } from "./label-lineage";
import type { Graph } from "./lineage-graph";
import type { Belongs } from "./place-picks";
import { walkBack, walkForward } from "./walk-runs";

/** Gates that decided on these rounds. */
async function walkGates({ sql, projectId }: Asking, walked: Graph, rounds: readonly string[]): Promise<void> {
  const gates = await sql<{ id: string; round: string }[]>`
    select id, campaign_id as round from gate where project_id = ${projectId} and campaign_id = any(${[...rounds]})`;
  for (const { id, round } of gates) {
    walked.place(id);
    walked.connect(round, id, "signed");
  }
}

/** Sets that these versions were frozen from, and of their rounds those that are here. */
async function walkSets({ sql, projectId }: Asking, walked: Graph, { rounds, pairVersions }: Belongs): Promise<void> {
  const sets = await sql<{ id: string; version: string; rounds: string[] }[]>`
    select id, dataset_version_id as version,
      array(select jsonb_array_elements_text(coalesce(recipe -> 'campaigns', '[]'))) as rounds
    from pair_set where project_id = ${projectId} and dataset_version_id = any(${pairVersions})`;
  for (const set of sets) {
    walked.place(set.id);
    walked.connect(set.id, set.version, "frozen");
    for (const round of set.rounds.filter((each) => rounds.includes(each))) walked.connect(round, set.id, "marks");
  }
}

/** From picked rows: back from the runs that wrote them, on from the versions that hold them. */
export async function walkPicked(
  asking: Asking,
  walked: Graph,
  belongs: Belongs & { rewrites: readonly string[] },
): Promise<void> {
  const { db, projectId } = asking;
  const { rounds, runs, rewrites, noteVersions, pairVersions } = belongs;
  for (const id of [...rounds, ...runs, ...rewrites, ...noteVersions, ...pairVersions]) walked.place(id);
  await walkSets(asking, walked, belongs);
  await walkGates(asking, walked, rounds);
  await walkBack(db, { projectId, runIds: [...runs, ...rewrites] }, walked);
  const trained = await readTrained(db, { projectId, versionIds: pairVersions }, walked);
  await walkForward(db, { projectId, runIds: trained }, walked);
}

/** Both ways from a run; its name. */
export async function walkRun({ db, sql, projectId }: Asking, walked: Graph, id: string): Promise<string> {
  const [found] = await sql<{ name: string }[]>`select name from run where project_id = ${projectId} and id = ${id}`;
  if (!found) throw new DomainError("NotFound", "There is no such run in this project.");
  const from = { projectId, runIds: [id] };
  walked.place(id);
  await walkBack(db, from, walked);
  await walkForward(db, from, walked);
  return found.name;
}

/** Both ways from a data version; its name. */
export async function walkVersion({ db, sql, projectId }: Asking, walked: Graph, id: string): Promise<string> {
  const [found] = await sql<{ name: string }[]>`
    select d.name || ' v' || v.number as name
    from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.id = ${id}`;
  if (!found) throw new DomainError("NotFound", "There is no such data version in this project.");
  const versionIds = [id];
  walked.place(id);
  const writers = await walkBackOverLabels(db, { projectId, versionIds }, walked);
  await walkBack(db, { projectId, runIds: writers }, walked);
  const trained = await readTrained(db, { projectId, versionIds }, walked);
  await walkForward(db, { projectId, runIds: trained }, walked);
  return found.name;
}
