import { eq } from "drizzle-orm";
import { studyLaunch } from "@/db/schema/studies";
import { NODE_RULES } from "@/domain/studies/node-rules";
import { describeOutcome } from "@/domain/studies/outcome";
import type { Advancing } from "./node-move";
import { readGraph, type StudyGraph, type StudyOf } from "./read-graph";
import { lockLaunch } from "./steer-study";

type Nodes = Pick<StudyGraph, "nodes">;

const hasEnded = ({ nodes }: Nodes): boolean =>
  [...nodes.values()].every(({ state }) => NODE_RULES[state].settled && state !== "failed");

/**
 * A study ends when nothing of it can move any more; a failed node keeps it open, as its run may be retried. What was
 * seen may be old: it is read again under the lock, so that a node that somebody runs again meanwhile is not lost.
 */
export async function finishStudy(
  { db, now }: Pick<Advancing, "db" | "now">,
  of: StudyOf,
  seen: Nodes,
): Promise<boolean> {
  if (!hasEnded(seen)) return false;
  return db.transaction(async (tx) => {
    const { state } = await lockLaunch(tx, of);
    const graph = await readGraph(tx, of);
    if (state !== "running" || !hasEnded(graph)) return false;
    const outcome = describeOutcome([...graph.nodes.values()]);
    await tx
      .update(studyLaunch)
      .set({ state: "finished", outcome, endedAt: now() })
      .where(eq(studyLaunch.studyId, of.studyId));
    return true;
  });
}
