import { SHOWN_STATES } from "../pairs/blind-pair";
import type { Asking } from "./asking";
import type { Graph } from "./lineage-graph";
import type { TraceGraph } from "./trace-graph";

type VersionRow = {
  id: string;
  rows: number;
  /** Different labels behind all of its pairs, as counted when it was frozen; null where none made it. */
  labels: number | null;
  rounds: string[];
  paired: boolean;
};

const readVersions = ({ sql, projectId }: Asking, ids: readonly string[]) => sql<VersionRow[]>`
  select id, rows, (origin #>> '{pairSet,assessments}')::int as labels,
    array(select jsonb_array_elements_text(coalesce(origin #> '{pairSet,recipe,campaigns}', '[]'))) as rounds,
    type in ('preference', 'unpaired') as paired
  from dataset_version where project_id = ${projectId} and id = any(${[...ids]})`;

const readReaders = ({ sql, projectId }: Asking, rounds: readonly string[]) => sql<{ round: string; count: number }[]>`
  select r.campaign_id as round, count(*)::int as count
  from campaign_reviewer r join campaign c on c.project_id = r.project_id and c.id = r.campaign_id
  where r.project_id = ${projectId} and r.campaign_id = any(${[...rounds]}) and c.state = any(${SHOWN_STATES})
    and exists (select from assignment t where t.reviewer_id = r.id and t.state = 'submitted')
  group by 1`;

/** What whole versions of pairs rest on, by the counts that were taken when they were frozen. */
export async function placeVersions(asking: Asking, graph: TraceGraph, ids: readonly string[]): Promise<void> {
  const versions = await readVersions(asking, ids);
  const whole = versions.filter(({ id, paired }) => paired && !graph.nodes.has(`pairs@${id}`));
  const readers = await readReaders(
    asking,
    whole.flatMap(({ rounds }) => rounds),
  );
  for (const { id, rows, labels, rounds } of whole) {
    const [pairs, said] = [`all-pairs@${id}`, `all-labels@${id}`];
    graph.place({ id: pairs, kind: "pair", name: "", count: rows, within: id, list: pairs });
    graph.connect(pairs, id, "frozen");
    if (!labels) continue;
    graph.place({ id: said, kind: "assessment", name: "", count: labels, within: id, list: said });
    graph.connect(said, pairs, "paired");
    for (const round of rounds) graph.connect(round, said, "read");
    for (const { round, count } of readers.filter((each) => rounds.includes(each.round))) {
      const list = `all-readers@${round}`;
      graph.place({ id: list, kind: "reader", name: "", count, within: round, list });
      graph.connect(list, said, "said");
    }
  }
}

/** Versions that a study divided by patient or document lead back to the one they were taken from. */
export async function walkBackOverRoles({ sql, projectId }: Asking, walked: Graph): Promise<void> {
  const rows = await sql<{ id: string; from: string }[]>`
    select id, origin #>> '{study,fromVersionId}' as from from dataset_version
    where project_id = ${projectId} and id = any(${[...walked.ids]}) and origin #>> '{study,fromVersionId}' is not null`;
  for (const { id, from } of rows) {
    walked.place(from);
    walked.connect(from, id, "divided");
  }
}
