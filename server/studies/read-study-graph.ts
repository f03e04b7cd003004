import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { campaign } from "@/db/schema/campaigns";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { pairSet } from "@/db/schema/pairs";
import { user } from "@/db/schema/people";
import { model, run, study } from "@/db/schema/runs";
import { studyChange } from "@/db/schema/studies";
import { estimateAhead } from "@/domain/studies/estimate-ahead";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { NODE_RULES } from "@/domain/studies/node-rules";
import type { NoteRole } from "@/domain/studies/note-role";
import { type MadeRow, type NodeRow, readGraph, type StudyGraph, type StudyOf } from "./read-graph";
import { type DividedNotes, readMeasuredRuns, workOf } from "./study-cost";

type Thing = { id: string; title: string; state: string | null; busySeconds: number; cost: number | null };

async function readThings(db: Database, projectId: string, made: readonly MadeRow[]): Promise<Map<string, Thing>> {
  const ids = (kind: MadeRow["kind"]) => made.filter((row) => row.kind === kind).map(({ thingId }) => thingId);
  const nothing = {
    state: sql<string | null>`null`,
    busySeconds: sql<number>`0::float8`,
    cost: sql<number | null>`null`,
  };
  const [runs, rounds, versions, sets, models] = await Promise.all([
    db
      .select({ id: run.id, title: run.name, state: run.state, busySeconds: run.busySeconds, cost: run.cost })
      .from(run)
      .where(and(eq(run.projectId, projectId), inArray(run.id, ids("run")))),
    db
      .select({ ...nothing, id: campaign.id, title: campaign.name, state: campaign.state })
      .from(campaign)
      .where(and(eq(campaign.projectId, projectId), inArray(campaign.id, ids("campaign")))),
    db
      .select({
        ...nothing,
        id: datasetVersion.id,
        title: sql<string>`${dataset.name} || ' v' || ${datasetVersion.number}`,
      })
      .from(datasetVersion)
      .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
      .where(and(eq(datasetVersion.projectId, projectId), inArray(datasetVersion.id, ids("version")))),
    db
      .select({ ...nothing, id: pairSet.id, title: pairSet.name, state: pairSet.state })
      .from(pairSet)
      .where(and(eq(pairSet.projectId, projectId), inArray(pairSet.id, ids("pair_set")))),
    db
      .select({ ...nothing, id: model.id, title: model.name })
      .from(model)
      .where(and(eq(model.projectId, projectId), inArray(model.id, ids("model")))),
  ]);
  return new Map([...runs, ...rounds, ...versions, ...sets, ...models].map((thing) => [thing.id, thing]));
}

/** What the study wrote off for each role: patients or documents, and notes. Those that only train are in neither. */
export async function readDivided(db: Database, { projectId }: StudyOf, made: readonly MadeRow[]) {
  const idOf = (role: NoteRole) =>
    made.find(({ nodeKey, name }) => nodeKey === "notes" && name === role)?.thingId ?? "";
  const rows = await db
    .select({
      versionId: example.datasetVersionId,
      groups: sql<number>`count(distinct ${example.groupKey})::int`,
      notes: sql<number>`count(*)::int`,
    })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        inArray(example.datasetVersionId, [idOf("harvest"), idOf("confirm")]),
        isNull(example.erasedAt),
      ),
    )
    .groupBy(example.datasetVersionId);
  const of = (role: NoteRole) => rows.find(({ versionId }) => versionId === idOf(role)) ?? { groups: 0, notes: 0 };
  const [harvest, confirm] = [of("harvest"), of("confirm")];
  return {
    groups: { harvest: harvest.groups, confirm: confirm.groups },
    notes: { harvest: harvest.notes, confirm: confirm.notes },
  };
}

/** Of every run of the study, those too that a re-run set aside. */
async function readSpent(db: Database, { projectId, studyId }: StudyOf) {
  const [spent] = await db
    .select({
      busySeconds: sql<number>`coalesce(sum(${run.busySeconds}), 0)::float8`,
      cost: sql<number | null>`sum(${run.cost})::float8`,
      currency: sql<string | null>`max(${run.costCurrency}) filter (where ${run.cost} is not null)`,
    })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.studyId, studyId)));
  return spent ?? { busySeconds: 0, cost: null, currency: null };
}

function readChanges(db: Database, { projectId, studyId }: StudyOf) {
  return db
    .select({
      id: studyChange.id,
      action: studyChange.action,
      nodeKey: studyChange.nodeKey,
      reason: studyChange.reason,
      changedByName: user.name,
      changedAt: studyChange.changedAt,
    })
    .from(studyChange)
    .leftJoin(user, eq(user.id, studyChange.changedBy))
    .where(and(eq(studyChange.projectId, projectId), eq(studyChange.studyId, studyId)))
    .orderBy(desc(studyChange.changedAt), desc(studyChange.id));
}

/** Runs that a node has still to make; a running one counts whole, as nobody knows how far it is. */
function plannedWork(node: NodeRow, made: readonly MadeRow[], things: ReadonlyMap<string, Thing>, notes: DividedNotes) {
  if ((node.kind !== "run" && node.kind !== "sweep") || NODE_RULES[node.state].settled) return [];
  const done = new Set(made.filter(({ thingId }) => things.get(thingId)?.state === "finished").map(({ name }) => name));
  return NODE_CONFIGS.sweep
    .parse(node.config)
    .runs.filter((each) => !done.has(each.made))
    .map((each) => workOf(each, notes));
}

async function describeStudy(db: Database, of: StudyOf, { launch }: StudyGraph) {
  const [named] = await db
    .select({ name: study.name, createdByName: user.name })
    .from(study)
    .leftJoin(user, eq(user.id, launch.createdBy ?? ""))
    .where(and(eq(study.projectId, of.projectId), eq(study.id, of.studyId)));
  return { name: named?.name ?? "", createdByName: named?.createdByName ?? null };
}

/** A launched study as its page shows it: nodes with what they made, cost so far, and what is to come as an estimate. */
export async function readStudyGraph(db: Database, of: StudyOf) {
  const graph = await readGraph(db, of);
  const { launch, edges } = graph;
  const [named, things, { groups, notes }, spent, changes, measured] = await Promise.all([
    describeStudy(db, of, graph),
    readThings(db, of.projectId, graph.made),
    readDivided(db, of, graph.made),
    readSpent(db, of),
    readChanges(db, of),
    readMeasuredRuns(db, of.projectId),
  ]);
  const nodes = [...graph.nodes.values()].map((node) => {
    const made = graph.made.filter(({ nodeKey }) => nodeKey === node.key);
    const own = made.filter(({ shared }) => !shared).flatMap(({ thingId }) => things.get(thingId) ?? []);
    const priced = own.filter(({ cost }) => cost !== null);
    const work = plannedWork(node, made, things, notes);
    const { key, kind, title, state, why, remedy, headline, verdict, reruns, startedAt, endedAt } = node;
    return {
      ...{ key, kind, title, state, why, remedy, headline, verdict, reruns, startedAt, endedAt },
      made: made.map(({ kind: what, name, thingId, shared }) => {
        const thing = things.get(thingId);
        return { kind: what, name, thingId, shared, title: thing?.title ?? null, state: thing?.state ?? null };
      }),
      busySeconds: own.reduce((sum, { busySeconds }) => sum + busySeconds, 0),
      cost: priced.length > 0 ? priced.reduce((sum, { cost }) => sum + (cost ?? 0), 0) : null,
      ahead: work.length > 0 ? estimateAhead(work, measured) : null,
      work,
    };
  });
  const { template, state, outcome, settings, createdAt, endedAt, forkedFromStudyId, forkedFromNode } = launch;
  return {
    ...{ id: of.studyId, name: named.name, template, state, outcome, settings, createdAt, endedAt, groups, changes },
    createdByName: named.createdByName,
    forkedFrom: forkedFromStudyId ? { studyId: forkedFromStudyId, node: forkedFromNode ?? "" } : null,
    nodes: nodes.map(({ work: _, ...node }) => node),
    edges: edges.map(({ fromKey, toKey, name, verdicts }) => ({ fromKey, toKey, name, verdicts })),
    spent,
    ahead: estimateAhead(
      nodes.flatMap(({ work }) => work),
      measured,
    ),
  };
}
