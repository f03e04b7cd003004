import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { FlowBox } from "@/domain/reports/report-content";
import { drawStudyFlow, type FlowFacts, type WrittenNotes } from "@/domain/reports/study-flow";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { madeBy, type NodeRow, type StudyGraph, type StudyOf } from "../studies/read-graph";
import type { StudyResult } from "../studies/read-study-result";

type Flow = { of: StudyOf; graph: StudyGraph; result: StudyResult };

async function countNotes(db: Database, { projectId }: StudyOf, versions: readonly string[]) {
  const rows = await db.execute<{ id: string; split: string; notes: number; erased: number }>(sql`
    select dataset_version_id as id, split, count(*)::int as notes,
      count(*) filter (where erased_at is not null)::int as erased
    from example where project_id = ${projectId} and dataset_version_id in ${[...versions, ""]} group by 1, 2`);
  const groups = await db.execute<{ id: string; groups: number }>(sql`
    select dataset_version_id as id, count(distinct group_key)::int as groups
    from example where project_id = ${projectId} and dataset_version_id in ${[...versions, ""]} group by 1`);
  return (id: string, splits: readonly string[] | null = null) => {
    const own = rows.filter((row) => row.id === id && (splits === null || splits.includes(row.split)));
    const sum = (value: (row: (typeof own)[number]) => number) => own.reduce((total, row) => total + value(row), 0);
    return {
      notes: sum((row) => row.notes),
      erased: sum((row) => row.erased),
      groups: groups.find((row) => row.id === id)?.groups ?? 0,
    };
  };
}

async function countWritten(db: Database, { projectId }: StudyOf, runs: readonly string[]): Promise<WrittenNotes[]> {
  if (runs.length === 0) return [];
  return db.execute<WrittenNotes>(sql`
    select r.id, r.name, count(g.id)::int as notes, count(g.id) filter (where g.text ~ '^\\s*$')::int as empty
    from run r left join generation g on g.project_id = r.project_id and g.run_id = r.id
    where r.project_id = ${projectId} and r.id in ${[...runs]} group by r.id, r.name order by r.name`);
}

async function countCases(db: Database, { projectId }: StudyOf, campaigns: readonly string[]) {
  return db.execute<{ id: string; name: string; cases: number; withdrawn: number }>(sql`
    select c.id, c.name, count(k.id)::int as cases, count(k.withdrawn_at)::int as withdrawn
    from campaign c left join campaign_case k on k.project_id = c.project_id and k.campaign_id = c.id and k.kind = 'sample'
    where c.project_id = ${projectId} and c.id in ${[...campaigns, ""]} group by c.id, c.name`);
}

async function readPairs(db: Database, { projectId }: StudyOf, set: string | null): Promise<FlowFacts["pairs"]> {
  if (set === null) return null;
  const [row] = await db.execute<NonNullable<FlowFacts["pairs"]>>(sql`
    select s.name, v.rows as pairs, coalesce(v.split_counts, '{}'::jsonb) as splits, s.exclusions
    from pair_set s left join dataset_version v on v.project_id = s.project_id and v.id = s.dataset_version_id
    where s.project_id = ${projectId} and s.id = ${set}`);
  return row ?? null;
}

const thing = (graph: StudyGraph, node: string, made?: string): string | null =>
  madeBy(graph, node).find(({ name }) => made === undefined || name === made)?.thingId ?? null;

/** Nodes of the comparison that is reported; the first of the template where nothing was compared. */
function comparedIn({ graph, result }: Flow): { campaign: string | null; before: string | null; after: string[] } {
  const key = result.state === "measured" ? result.node : "before-after";
  const node: NodeRow | undefined = graph.nodes.get(key);
  if (!node) return { campaign: null, before: null, after: [] };
  const config = NODE_CONFIGS.comparison.parse(node.config);
  return {
    campaign: thing(graph, config.campaign),
    before: thing(graph, config.before.node, config.before.made),
    after: config.after.flatMap(({ node: from, made }) => thing(graph, from, made) ?? []),
  };
}

/** What became of every note on the way to the answer, and what was left out where, with its reason. */
export async function readStudyFlow(db: Database, flow: Flow, heldOut: readonly string[]): Promise<FlowBox[]> {
  const { of, graph, result } = flow;
  const { notesVersionId } = graph.launch;
  const [harvest, confirm] = [thing(graph, "notes", "harvest"), thing(graph, "notes", "confirm")];
  const compared = comparedIn(flow);
  const first = thing(graph, "read-1");
  const harvestRuns = madeBy(graph, "write").map(({ thingId }) => thingId);
  const sets = graph.made.filter(({ kind }) => kind === "pair_set");
  const [notes, written, cases, pairs] = await Promise.all([
    countNotes(
      db,
      of,
      [notesVersionId, harvest, confirm].flatMap((id) => id ?? []),
    ),
    countWritten(db, of, [...harvestRuns, ...[compared.before ?? []].flat(), ...compared.after]),
    countCases(
      db,
      of,
      [first, compared.campaign].flatMap((id) => id ?? []),
    ),
    readPairs(db, of, sets.at(-1)?.thingId ?? null),
  ]);
  const wrote = (ids: readonly string[]) => written.filter(({ id }) => ids.includes(id));
  return drawStudyFlow({
    all: notes(notesVersionId),
    heldOut: notes(notesVersionId, heldOut),
    harvest: harvest === null ? null : notes(harvest),
    confirm: confirm === null ? null : notes(confirm),
    wroteHarvest: wrote(harvestRuns),
    wroteBefore: wrote([compared.before ?? []].flat()),
    wroteAfter: wrote(compared.after),
    firstRound: cases.find(({ id }) => id === first) ?? null,
    secondRound: cases.find(({ id }) => id === compared.campaign) ?? null,
    pairs,
    sides: result.state === "measured" ? result.sides : [],
  });
}
