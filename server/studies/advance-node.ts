import { and, eq, sql } from "drizzle-orm";
import { user } from "@/db/schema/people";
import { studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { mayBecome, NODE_RULES, type NodeKind } from "@/domain/studies/node-rules";
import { isReady } from "@/domain/studies/readiness";
import { DomainError } from "../errors";
import { advanceCampaign } from "./advance-campaign";
import { advanceComparison } from "./advance-comparison";
import { advanceGate } from "./advance-gate";
import { advancePairs } from "./advance-pairs";
import { advanceRuns } from "./advance-runs";
import type { Advancing, Look, Move } from "./node-move";
import { type NodeRow, readGraph, type StudyOf } from "./read-graph";

const BY_KIND: Readonly<Record<NodeKind, (look: Look) => Promise<Move | null>>> = {
  import: async () => ({ to: "done" }),
  run: advanceRuns,
  sweep: advanceRuns,
  campaign: advanceCampaign,
  gate: advanceGate,
  pairs: advancePairs,
  comparison: advanceComparison,
};

/** What becomes of a node: nothing while it waits for others, or what its kind says. */
async function decideMove(look: Look): Promise<Move | null> {
  const { graph, node } = look;
  if (node.state === "waiting") {
    const ready = isReady(node.key, graph.nodes, graph.edges);
    if (ready.state === "wait") return { to: "waiting", why: ready.why };
    if (ready.state === "skip") return { to: "skipped", why: ready.why };
  }
  // Nothing was made, so that nobody else can bring it back: it waits for a re-run.
  if (node.state === "failed" && !graph.made.some(({ nodeKey }) => nodeKey === node.key)) return null;
  return BY_KIND[node.kind](look);
}

function isNews(node: NodeRow, move: Move): boolean {
  const keys = ["step", "why", "remedy", "headline", "verdict"] as const;
  return move.to !== node.state || keys.some((key) => move[key] !== undefined && move[key] !== node[key]);
}

/** Writes a move where the node is still what was looked at; false where somebody was first. */
async function writeMove({ tx, of, node, services }: Look, move: Move): Promise<boolean> {
  const { to, made = [], ...said } = move;
  if (to !== node.state && !mayBecome(node.state, to)) {
    throw new Error(`A node that is ${node.state} cannot become ${to}.`);
  }
  const now = services.now();
  const ended = NODE_RULES[to].settled;
  const moved = await tx
    .update(studyNode)
    .set({
      state: to,
      ...(to === "failed" ? {} : { remedy: null }),
      ...said,
      startedAt: to === "waiting" || to === "skipped" ? node.startedAt : (node.startedAt ?? now),
      endedAt: ended ? (node.endedAt ?? now) : null,
    })
    .where(
      and(
        eq(studyNode.projectId, of.projectId),
        eq(studyNode.studyId, of.studyId),
        eq(studyNode.key, node.key),
        eq(studyNode.state, node.state),
        eq(studyNode.reruns, node.reruns),
        sql`${studyNode.step} is not distinct from ${node.step}`,
      ),
    )
    .returning({ key: studyNode.key });
  if (moved.length === 0) return false;
  const rows = made.map((each) => ({ ...of, nodeKey: node.key, createdAt: now, ...each }));
  if (rows.length > 0) await tx.insert(studyMade).values(rows);
  return true;
}

type At = StudyOf & { key: string };

/**
 * Looks at one node in one transaction that holds the study, so that two dispatchers never do a node twice. True where
 * something came of it.
 */
async function lookAtNode(services: Advancing, { key, ...of }: At, decide: typeof decideMove): Promise<boolean> {
  return services.db.transaction(async (tx) => {
    const [held] = await tx
      .select({ state: studyLaunch.state })
      .from(studyLaunch)
      .where(and(eq(studyLaunch.projectId, of.projectId), eq(studyLaunch.studyId, of.studyId)))
      .for("update", { skipLocked: true });
    if (held?.state !== "running") return false;
    const graph = await readGraph(tx, of);
    const node = graph.nodes.get(key);
    if (!node || NODE_RULES[node.state].next.length === 0) return false;
    const [launcher] = await tx
      .select({ name: user.name })
      .from(user)
      .where(eq(user.id, graph.launch.createdBy ?? ""));
    const actor = { id: graph.launch.createdBy, name: launcher?.name ?? "the study", by: "schedule" as const };
    const look = { services, tx, of, graph, node, actor };
    const move = await decide(look);
    return move !== null && isNews(node, move) && writeMove(look, move);
  });
}

/**
 * A refusal ends the node with its sentence and its remedy; what it had begun to write is taken back. Its step stays,
 * so that what was refused is not asked again and again while nothing has changed.
 */
export async function advanceNode(services: Advancing, at: At): Promise<boolean> {
  try {
    return await lookAtNode(services, at, decideMove);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const remedies = error.problems.flatMap(({ remedy }) => remedy ?? []);
    const remedy = [...new Set(remedies)].join(" ") || "Change what it names, then run this node again.";
    return lookAtNode(services, at, async () => ({ to: "failed", why: error.message, remedy }));
  }
}
