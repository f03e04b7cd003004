import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { campaign } from "@/db/schema/campaigns";
import { gate } from "@/db/schema/gates";
import { pairSet } from "@/db/schema/pairs";
import { runInput } from "@/db/schema/runs";
import type { CampaignState } from "@/domain/campaigns/campaign-rules";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import type { PairSetState } from "@/domain/pairs/pair-set-rules";
import type { Graph } from "./lineage-graph";

export type LabelNode =
  | { kind: "campaign"; id: string; name: string; state: CampaignState }
  | { kind: "gate"; id: string; name: string; decision: GateVerdict; campaignId: string }
  | { kind: "pair_set"; id: string; name: string; state: PairSetState };

const names = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;
const readsRuns = (runIds: readonly string[]) =>
  sql`jsonb_exists_any(coalesce(${campaign.frame} #> '{source,runs}', '[]'), ${names(runIds)})`;
const madeOf = (field: "campaigns" | "runs", ids: readonly string[]) =>
  sql`jsonb_exists_any(coalesce(${pairSet.recipe} -> ${sql.raw(`'${field}'`)}, '[]'), ${names(ids)})`;

const runsOf = ({ frame }: Pick<typeof campaign.$inferSelect, "frame">): readonly string[] =>
  frame.source.from === "generations" ? frame.source.runs : [];

/** From a preference version back over its pairs and the rounds whose marks made them; the runs that wrote the notes. */
export async function walkBackOverLabels(
  db: Database,
  { projectId, versionIds }: { projectId: string; versionIds: readonly string[] },
  graph: Graph,
): Promise<string[]> {
  if (versionIds.length === 0) return [];
  const sets = await db
    .select({ id: pairSet.id, recipe: pairSet.recipe, versionId: pairSet.datasetVersionId })
    .from(pairSet)
    .where(and(eq(pairSet.projectId, projectId), inArray(pairSet.datasetVersionId, [...versionIds])));
  const found: string[] = [];
  for (const { id, recipe, versionId } of sets) {
    graph.place(id);
    if (versionId) graph.connect(id, versionId, "frozen");
    for (const round of recipe.campaigns) graph.connect(round, id, "marks");
    for (const runId of recipe.runs) {
      graph.connect(runId, id, "rewrites");
      if (graph.place(runId)) found.push(runId);
    }
  }
  const roundIds = sets.flatMap(({ recipe }) => recipe.campaigns);
  const rounds =
    roundIds.length === 0
      ? []
      : await db
          .select({ id: campaign.id, frame: campaign.frame })
          .from(campaign)
          .where(and(eq(campaign.projectId, projectId), inArray(campaign.id, roundIds)));
  for (const round of rounds) {
    graph.place(round.id);
    for (const runId of runsOf(round)) {
      graph.connect(runId, round.id, "notes");
      if (graph.place(runId)) found.push(runId);
    }
  }
  return found;
}

/** From runs on over the rounds that read their notes, the pairs made of these, and the runs that train on them. */
export async function walkOnOverLabels(
  db: Database,
  { projectId, runIds }: { projectId: string; runIds: readonly string[] },
  graph: Graph,
): Promise<string[]> {
  if (runIds.length === 0) return [];
  const rounds = await db
    .select({ id: campaign.id, frame: campaign.frame })
    .from(campaign)
    .where(and(eq(campaign.projectId, projectId), readsRuns(runIds)));
  for (const round of rounds) {
    graph.place(round.id);
    for (const runId of runsOf(round)) if (graph.ids.has(runId)) graph.connect(runId, round.id, "notes");
  }
  const roundIds = rounds.map(({ id }) => id);
  const signed = await db
    .select({ id: gate.id, campaignId: gate.campaignId })
    .from(gate)
    .where(and(eq(gate.projectId, projectId), inArray(gate.campaignId, roundIds)));
  for (const { id, campaignId } of signed) {
    graph.place(id);
    graph.connect(campaignId, id, "signed");
  }
  const sets = await db
    .select({ id: pairSet.id, recipe: pairSet.recipe, versionId: pairSet.datasetVersionId })
    .from(pairSet)
    .where(and(eq(pairSet.projectId, projectId), or(madeOf("campaigns", roundIds), madeOf("runs", runIds))));
  for (const { id, recipe, versionId } of sets) {
    graph.place(id);
    for (const round of recipe.campaigns) if (graph.ids.has(round)) graph.connect(round, id, "marks");
    for (const runId of recipe.runs) if (graph.ids.has(runId)) graph.connect(runId, id, "rewrites");
    if (!versionId) continue;
    graph.place(versionId);
    graph.connect(id, versionId, "frozen");
  }
  return readTrained(db, { projectId, versionIds: sets.flatMap(({ versionId }) => versionId ?? []) }, graph);
}

/** Runs that read these versions. */
export async function readTrained(
  db: Database,
  { projectId, versionIds }: { projectId: string; versionIds: readonly string[] },
  graph: Graph,
): Promise<string[]> {
  const readers = await db
    .select({ runId: runInput.runId, name: runInput.name, versionId: runInput.datasetVersionId })
    .from(runInput)
    .where(and(eq(runInput.projectId, projectId), inArray(runInput.datasetVersionId, [...versionIds])));
  return readers.flatMap(({ runId, name, versionId }) => {
    if (versionId) graph.connect(versionId, runId, name);
    return graph.place(runId) ? [runId] : [];
  });
}

export async function describeLabelNodes(
  db: Database,
  projectId: string,
  ids: readonly string[],
): Promise<LabelNode[]> {
  const some = [...ids];
  const [rounds, gates, sets] = await Promise.all([
    db
      .select({ id: campaign.id, name: campaign.name, state: campaign.state })
      .from(campaign)
      .where(and(eq(campaign.projectId, projectId), inArray(campaign.id, some))),
    db
      .select({ id: gate.id, name: gate.signedName, decision: gate.decision, campaignId: gate.campaignId })
      .from(gate)
      .where(and(eq(gate.projectId, projectId), inArray(gate.id, some))),
    db
      .select({ id: pairSet.id, name: pairSet.name, state: pairSet.state })
      .from(pairSet)
      .where(and(eq(pairSet.projectId, projectId), inArray(pairSet.id, some))),
  ]);
  return [
    ...rounds.map((found) => ({ kind: "campaign" as const, ...found })),
    ...gates.map((found) => ({ kind: "gate" as const, ...found, name: `Gate signed by ${found.name}` })),
    ...sets.map((found) => ({ kind: "pair_set" as const, ...found })),
  ];
}
