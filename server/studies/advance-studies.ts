import { asc, eq } from "drizzle-orm";
import { studyLaunch } from "@/db/schema/studies";
import { WATCHED_STATES } from "@/domain/studies/node-rules";
import { isReady } from "@/domain/studies/readiness";
import { describeFailure } from "../describe-failure";
import { advanceNode } from "./advance-node";
import { finishStudy } from "./finish-study";
import type { Advancing } from "./node-move";
import { type NodeRow, readGraph, type StudyGraph, type StudyOf } from "./read-graph";

/** A node that ends lets others begin at once; more rounds than a graph is deep are a mistake. */
const MOST_ROUNDS = 100;

/** What only waits for others, and says so, needs no look of its own. */
function mayMove(graph: StudyGraph, node: NodeRow): boolean {
  if (!WATCHED_STATES.includes(node.state)) return false;
  if (node.state !== "waiting") return true;
  const ready = isReady(node.key, graph.nodes, graph.edges);
  return ready.state !== "wait" || ready.why !== node.why;
}

async function advanceStudy(services: Advancing, of: StudyOf): Promise<number> {
  let moves = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const graph = await readGraph(services.db, of);
    const watched = [...graph.nodes.values()].filter((node) => mayMove(graph, node));
    let moved = 0;
    for (const { key } of watched) if (await advanceNode(services, { ...of, key })) moved += 1;
    moves += moved;
    if (moved > 0) continue;
    await finishStudy(services, of, graph);
    break;
  }
  return moves;
}

/**
 * Advances every running study as far as it goes by itself. One that fails in a way nobody foresaw is told in the log
 * and looked at again later; the others go on.
 */
export async function advanceStudies(services: Advancing): Promise<number> {
  const running = await services.db
    .select({ projectId: studyLaunch.projectId, studyId: studyLaunch.studyId })
    .from(studyLaunch)
    .where(eq(studyLaunch.state, "running"))
    .orderBy(asc(studyLaunch.createdAt));
  let moves = 0;
  for (const of of running) {
    try {
      moves += await advanceStudy(services, of);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      console.error(`Study ${of.studyId}: ${describeFailure(error)}`);
    }
  }
  return moves;
}
