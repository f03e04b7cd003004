import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { run } from "@/db/schema/runs";
import { studyLaunch, studyNode } from "@/db/schema/studies";
import { RUN_RULES, RUN_STATES } from "@/domain/runs/run-rules";
import { NODE_RULES, NODE_STATES } from "@/domain/studies/node-rules";
import { STUDY_RULES, type StudyAction } from "@/domain/studies/study-rules";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { cancelRun } from "../runs/cancel-run";
import type { StudyScope } from "./launch-clinical-loop";
import { type LaunchRow, readGraph, type StudyOf } from "./read-graph";
import { writeChange } from "./write-change";

/** Held until the transaction ends; whoever advances the study meanwhile skips it. */
export async function lockLaunch(tx: Transaction, of: StudyOf): Promise<LaunchRow> {
  const [found] = await tx
    .select()
    .from(studyLaunch)
    .where(and(eq(studyLaunch.projectId, of.projectId), eq(studyLaunch.studyId, of.studyId)))
    .for("update");
  if (!found) throw new DomainError("NotFound", "There is no such launched study in this project.");
  return found;
}

const OPEN_NODES = NODE_STATES.filter((state) => !NODE_RULES[state].settled);
const OPEN_RUNS = RUN_STATES.filter((state) => RUN_RULES[state].actions.includes("cancel"));

/** Runs that the study itself made end with it; what it shares with another study goes on there. */
async function cancelRunsOf(tx: Transaction, of: StudyOf, now: () => Date): Promise<number> {
  const { made } = await readGraph(tx, of);
  const own = made.filter(({ kind, shared }) => kind === "run" && !shared).map(({ thingId }) => thingId);
  if (own.length === 0) return 0;
  const live = await tx
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.projectId, of.projectId), inArray(run.id, own), inArray(run.state, OPEN_RUNS)));
  for (const { id } of live) await cancelRun({ db: tx, now }, { projectId: of.projectId, runId: id });
  return live.length;
}

export type StudySteering = { study: string; action: StudyAction; reason: string | null };

/** Pauses, resumes or cancels a study. Paused, what runs runs on and nothing new begins. */
export async function steerStudy(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: StudyScope,
  { study: studyId, action, reason }: StudySteering,
): Promise<void> {
  const of = { projectId, studyId };
  await db.transaction(async (tx) => {
    const launch = await lockLaunch(tx, of);
    const to = STUDY_RULES[launch.state].actions[action];
    if (!to)
      throw new DomainError("InvalidState", `A study that is ${STUDY_RULES[launch.state].word} cannot ${action}.`);
    const cancels = action === "cancel";
    const facts = cancels ? { runs: await cancelRunsOf(tx, of, now) } : {};
    if (cancels) {
      await tx
        .update(studyNode)
        .set({ state: "cancelled", why: "The study was cancelled.", endedAt: now() })
        .where(and(eq(studyNode.studyId, studyId), inArray(studyNode.state, OPEN_NODES)));
    }
    const ended = cancels ? { endedAt: now(), outcome: "Cancelled." } : {};
    await tx
      .update(studyLaunch)
      .set({ state: to, ...ended })
      .where(eq(studyLaunch.studyId, studyId));
    await appendAudit(tx, now(), await writeChange(tx, of, { action, reason, facts, actor, at: now() }));
  });
}
