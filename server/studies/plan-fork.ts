import type { Database } from "@/db/database";
import { costOf } from "@/domain/runs/price";
import { clinicalLoop } from "@/domain/studies/clinical-loop";
import { estimateAhead } from "@/domain/studies/estimate-ahead";
import { openParts } from "@/domain/studies/fork-parts";
import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_CONFIGS, type NodePlan } from "@/domain/studies/node-plan";
import { env } from "../env";
import { DomainError, type Problem } from "../errors";
import { findLearned } from "./find-learned";
import { readShortName } from "./launch-clinical-loop";
import { changedSettings, type Fork, type PreparedFork, prepareFork, sharedKeys } from "./prepare-fork";
import { readGraph, type StudyGraph } from "./read-graph";
import { readDivided } from "./read-study-graph";
import { findPlanProblems } from "./refuse-plan";
import { readMeasuredRuns, workOf } from "./study-cost";

type Attempted = Omit<PreparedFork, "settings"> & { problems: readonly Problem[] };

/** The fork with its changes; where those are refused, the fork without any, and why. */
async function attempt(db: Database, projectId: string, graph: StudyGraph, fork: Fork): Promise<Attempted> {
  const unchanged = { ...fork, changes: {} };
  const named = async ({ modelId }: { modelId: string | null }) =>
    db.transaction((tx) => readShortName(tx, projectId, modelId));
  const anew = graph.nodes.get(fork.node)?.kind === "import";
  const prepare = async (wanted: Fork): Promise<PreparedFork> => {
    const settings = changedSettings(graph, wanted);
    const shortName = await named(settings);
    if (!anew) return prepareFork(graph, wanted, shortName);
    return { settings, plans: clinicalLoop(settings, shortName), keys: new Set() };
  };
  try {
    const { plans, keys, settings } = await prepare(fork);
    if (!anew) return { plans, keys, problems: [] };
    return { plans, keys, problems: [...findPlanProblems(plans), ...(await findLearned(db, projectId, settings))] };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "Validation") throw error;
    const { plans, keys } = await prepare(unchanged);
    return { plans, keys, problems: error.problems };
  }
}

function runsOf({ kind, config }: NodePlan) {
  return kind === "run" || kind === "sweep" ? NODE_CONFIGS.sweep.parse(config).runs : [];
}

/** What a fork would keep, make anew and cost. Nothing is written. */
export async function planFork(db: Database, projectId: string, fork: Fork) {
  const of = { projectId, studyId: fork.study };
  const graph = await readGraph(db, of);
  const node = graph.nodes.get(fork.node);
  if (!node) throw new DomainError("NotFound", "There is no such node in this study.");
  const { plans, keys, problems } = await attempt(db, projectId, graph, fork);
  const { notes } = await readDivided(db, of, graph.made);
  const anew = plans.filter(({ key }) => !keys.has(key));
  const work = anew.flatMap(runsOf).map((each) => workOf(each, notes));
  const ahead = estimateAhead(work, await readMeasuredRuns(db, projectId));
  const { cost = null, costCurrency = null } =
    ahead.seconds === null ? {} : costOf(env().ASSAY_PRICE_PER_HOUR, ahead.seconds);
  const kept = node.kind === "import" ? new Set<string>() : sharedKeys(graph, fork.node);
  return {
    kept: plans.filter(({ key }) => kept.has(key)).map(({ key, title }) => ({ key, title })),
    anew: anew.map(({ key, title, kind }) => ({ key, title, kind })),
    parts: openParts(clinicalLoopSchema.parse(graph.launch.settings), kept),
    ...{ ahead, cost, currency: costCurrency, problems: [...problems] },
  };
}
