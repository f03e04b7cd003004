import { and, eq } from "drizzle-orm";
import { studyLaunch } from "@/db/schema/studies";
import { NODE_RULES } from "@/domain/studies/node-rules";
import { describeOutcome } from "@/domain/studies/outcome";
import type { Advancing } from "./node-move";
import type { StudyGraph, StudyOf } from "./read-graph";

/** A study ends when nothing of it can move any more; a failed node keeps it open, as its run may be retried. */
export async function finishStudy(
  { db, now }: Pick<Advancing, "db" | "now">,
  of: StudyOf,
  { nodes }: Pick<StudyGraph, "nodes">,
): Promise<boolean> {
  const all = [...nodes.values()];
  if (!all.every(({ state }) => NODE_RULES[state].settled && state !== "failed")) return false;
  const ended = await db
    .update(studyLaunch)
    .set({ state: "finished", outcome: describeOutcome(all), endedAt: now() })
    .where(
      and(
        eq(studyLaunch.projectId, of.projectId),
        eq(studyLaunch.studyId, of.studyId),
        eq(studyLaunch.state, "running"),
      ),
    )
    .returning({ id: studyLaunch.studyId });
  return ended.length > 0;
}
