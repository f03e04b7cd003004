import { and, eq, inArray } from "drizzle-orm";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import { run } from "@/db/schema/runs";
import { compareSeeds } from "@/domain/studies/compare-seeds";
import { compareSides } from "@/domain/studies/compare-sides";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { cautionsOf, verdictOf } from "@/domain/studies/result-words";
import type { SideComparison } from "@/domain/studies/study-result";
import { readRule, requireCampaign } from "../gates/read-gate-campaign";
import type { Advancing } from "./node-move";
import { madeBy, readGraph, requireMade, type StudyGraph, type StudyOf } from "./read-graph";
import { pairNotes, readMeasuredRound } from "./read-paired-notes";

type Reading = Pick<Advancing, "db" | "sql">;

const LEVEL = 0.95;
const RESAMPLES = 9_999;

/** What the evaluation of both models says of the confirming notes, before and after. */
async function readKept({ db }: Reading, { projectId }: StudyOf, graph: StudyGraph, node: string | null) {
  const runs = node ? madeBy(graph, node).map(({ thingId }) => thingId) : [];
  if (runs.length === 0) return [];
  const rows = await db
    .select({ estimate: evaluationEstimate.estimate })
    .from(evaluationEstimate)
    .innerJoin(evaluation, eq(evaluation.id, evaluationEstimate.evaluationId))
    .where(
      and(
        eq(evaluation.projectId, projectId),
        inArray(evaluation.runId, runs),
        eq(evaluationEstimate.kind, "difference"),
      ),
    )
    .orderBy(evaluationEstimate.definition);
  return rows.map(({ estimate }) => estimate);
}

/** The newest comparison whose round was read; a further epoch has one of its own. */
function findComparison(graph: StudyGraph, key: string | null) {
  const all = [...graph.nodes.values()].filter(({ kind }) => kind === "comparison");
  if (key) return all.find((node) => node.key === key) ?? null;
  return all.findLast(({ config }) => madeBy(graph, NODE_CONFIGS.comparison.parse(config).campaign).length > 0) ?? null;
}

const NOT_YET = "The round that reads old and new notes mixed is not closed yet.";

export type StudyResult = Awaited<ReturnType<typeof readStudyResult>>;

/** Before against after on the confirming notes alone: null with its reason until the second round is closed. */
export async function readStudyResult(services: Reading, of: StudyOf, key: string | null = null) {
  const graph = await readGraph(services.db, of);
  const node = findComparison(graph, key);
  if (!node) return { state: "none" as const, reason: "No notes of a trained model have been read yet." };
  const config = NODE_CONFIGS.comparison.parse(node.config);
  const [round] = madeBy(graph, config.campaign);
  if (!round) return { state: "none" as const, reason: NOT_YET };
  const campaign = await requireCampaign(services.db, { projectId: of.projectId, campaignId: round.thingId });
  if (campaign.state !== "closed") return { state: "none" as const, reason: NOT_YET };
  const { rule, version } = await readRule(services.db, campaign);
  const measured = await readMeasuredRound(services, { ...of, campaignId: campaign.id }, campaign, rule);
  const options = { unit: rule.unit, level: LEVEL, resamples: RESAMPLES, seed: campaign.design.seed };
  const before = requireMade(graph, config.before).thingId;
  const after = config.after.map((source) => requireMade(graph, source));
  // What wrote the notes is named by its training, which has the same name in its sweep.
  const trainings = config.after.map(
    ({ node: writes, made }) =>
      graph.made.find((row) => row.nodeKey === writes.replace("write-after", "train") && row.name === made)?.thingId ??
      "",
  );
  const trained = await services.db
    .select({ id: run.id, name: run.name })
    .from(run)
    .where(and(eq(run.projectId, of.projectId), inArray(run.id, trainings)));
  const pairings = after.map(({ thingId }) => pairNotes(measured, before, thingId));
  const sides: SideComparison[] = after.map(({ name }, at) => {
    const pairing = pairings[at] ?? { notes: [], excluded: [] };
    const seed = /seed(\d+)$/.exec(name)?.[1];
    return {
      ...compareSides(pairing.notes, options),
      ...{ seed: seed === undefined ? null : Number(seed), excluded: pairing.excluded },
      name: trained.find(({ id }) => id === trainings[at])?.name ?? name,
    };
  });
  const overSeeds = compareSeeds(
    pairings.map(({ notes }) => notes),
    options,
  );
  const kept = await readKept(services, of, graph, config.kept);
  return {
    state: "measured" as const,
    node: node.key,
    campaign: { id: campaign.id, name: campaign.name },
    ruleVersion: version,
    readers: measured.kind,
    unit: rule.unit,
    sides,
    overSeeds: overSeeds?.difference ?? null,
    kept,
    verdict: verdictOf(sides, overSeeds),
    cautions: cautionsOf(sides, { readers: measured.kind }),
  };
}
