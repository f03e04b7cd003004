import { and, eq, inArray } from "drizzle-orm";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { cautionsOf, verdictOf } from "@/domain/studies/result-words";
import type { Tested } from "@/domain/studies/study-result";
import type { Advancing } from "./node-move";
import { countOtherRounds } from "./other-rounds";
import { type Attempt, readAttempt } from "./read-attempt";
import { madeBy, type NodeRow, readGraph, type StudyGraph, type StudyOf } from "./read-graph";

type Reading = Pick<Advancing, "db" | "sql">;

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

const comparisonsOf = (graph: StudyGraph): NodeRow[] =>
  [...graph.nodes.values()].filter(({ kind }) => kind === "comparison");

/** Attempts that were declared at launch: nodes of further epochs come only after a gate has failed. */
function plannedIn(graph: StudyGraph): number {
  const { training } = clinicalLoopSchema.parse(graph.launch.settings);
  return Math.max(comparisonsOf(graph).length, 1 + training.moreEpochs);
}

/** The newest comparison whose round was read; a further epoch has one of its own. */
function findComparison(graph: StudyGraph, key: string | null) {
  const all = comparisonsOf(graph);
  if (key) return all.find((node) => node.key === key) ?? null;
  return all.findLast(({ config }) => madeBy(graph, NODE_CONFIGS.comparison.parse(config).campaign).length > 0) ?? null;
}

/** What was compared before on the same confirming notes, oldest first. */
async function readEarlier(services: Reading, of: StudyOf, graph: StudyGraph, until: NodeRow) {
  const attempts: Attempt[] = [];
  for (const node of comparisonsOf(graph)) {
    if (node.key === until.key) break;
    const attempt = await readAttempt(services, { of, graph, node });
    if (attempt) attempts.push(attempt);
  }
  return attempts;
}

const testedIn = ({ overSeeds, sides }: Attempt): Tested[] => [overSeeds ?? sides[0] ?? []].flat();

const NOT_YET = "The round that reads old and new notes mixed is not closed yet.";

export type StudyResult = Awaited<ReturnType<typeof readStudyResult>>;

/** Before against after on the confirming notes alone: null with its reason until the second round is closed. */
export async function readStudyResult(services: Reading, of: StudyOf, key: string | null = null) {
  const graph = await readGraph(services.db, of);
  const node = findComparison(graph, key);
  if (!node) return { state: "none" as const, reason: "No notes of a trained model have been read yet." };
  const attempt = await readAttempt(services, { of, graph, node });
  if (!attempt) return { state: "none" as const, reason: NOT_YET };
  const { campaign, ruleVersion, readers, unit, sides, overSeeds } = attempt;
  const before = await readEarlier(services, of, graph, node);
  const earlier = before.flatMap(testedIn);
  const rounds = [...before, attempt].map(({ campaign: { id } }) => id);
  const otherRounds = await countOtherRounds(services, graph, { until: campaign, rounds });
  return {
    state: "measured" as const,
    node: node.key,
    campaign: { id: campaign.id, name: campaign.name },
    ...{ ruleVersion, readers, unit, sides },
    overSeeds: overSeeds?.difference ?? null,
    overSeedsP: overSeeds?.p ?? null,
    kept: await readKept(services, of, graph, NODE_CONFIGS.comparison.parse(node.config).kept),
    verdict: verdictOf(sides, overSeeds, { earlier, planned: plannedIn(graph) }),
    cautions: cautionsOf(sides, { readers, earlier, otherRounds }),
  };
}
