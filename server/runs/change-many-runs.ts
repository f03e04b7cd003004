import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { checkpoint, run } from "@/db/schema/runs";
import { allowAction, RUN_RULES, RUN_STATES, type RunAction } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { cancelRun } from "./cancel-run";
import { resumeRun, retryRun } from "./retry-run";
import { tellChanged } from "./tell-changed";

export type ManyRuns = { projectId: string; runIds: readonly string[] };
/** `done` are those that changed, so that the opposite can be done to just them. */
export type ManyChanged = { done: string[]; refused: { reason: string; runs: number }[] };

function countReasons(reasons: readonly string[]): ManyChanged["refused"] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, runs]) => ({ reason, runs }));
}

async function sortByRules(db: Database, { projectId, runIds }: ManyRuns, action: RunAction) {
  const rows = await db
    .select({
      id: run.id,
      state: run.state,
      executor: run.executor,
      archivedAt: run.archivedAt,
      hasCheckpoint: sql<boolean>`exists (select 1 from ${checkpoint} where ${checkpoint.projectId} = ${run.projectId}
        and ${checkpoint.runId} = ${run.id} and ${checkpoint.kept})`,
    })
    .from(run)
    .where(and(eq(run.projectId, projectId), inArray(run.id, [...runIds])));
  const reasons: string[] = Array.from({ length: runIds.length - rows.length }, () => "The run was deleted.");
  const allowed = rows.filter((row) => {
    const verdict = allowAction({ ...row, archived: row.archivedAt !== null }, action);
    if (!verdict.allowed) reasons.push(verdict.reason);
    return verdict.allowed;
  });
  return { allowed: allowed.map(({ id }) => id), reasons };
}

const statesThatAllow = (action: RunAction) =>
  RUN_STATES.filter((state) => RUN_RULES[state].actions.some((each) => each === action));

/** One statement for all of them; a run that changed its state at the same moment keeps out. */
async function setArchived(
  { db, now }: Pick<Services, "db" | "now">,
  projectId: string,
  runIds: readonly string[],
  action: "archive" | "restore",
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(run)
      .set({ archivedAt: action === "archive" ? now() : null })
      .where(
        and(
          eq(run.projectId, projectId),
          inArray(run.id, [...runIds]),
          inArray(run.state, statesThatAllow(action)),
          action === "archive" ? isNull(run.archivedAt) : isNotNull(run.archivedAt),
        ),
      )
      .returning({ id: run.id });
    const done = rows.map(({ id }) => id);
    await tellChanged(tx, projectId, done);
    return done;
  });
}

const ONE_BY_ONE = { cancel: cancelRun, retry: retryRun, resume: resumeRun } as const;
export const MANY_ACTIONS = ["archive", "restore", "cancel", "retry", "resume"] as const;
export type ManyAction = (typeof MANY_ACTIONS)[number];

async function changeOneByOne(
  services: Pick<Services, "db" | "now">,
  projectId: string,
  runIds: readonly string[],
  action: keyof typeof ONE_BY_ONE,
) {
  const done: string[] = [];
  const reasons: string[] = [];
  for (const runId of runIds) {
    try {
      await ONE_BY_ONE[action](services, { projectId, runId });
      done.push(runId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      reasons.push(error.message);
    }
  }
  return { done, reasons };
}

/** The same to many runs; those that do not allow it are left alone and counted by reason. */
export async function changeManyRuns(
  services: Pick<Services, "db" | "now">,
  many: ManyRuns,
  action: ManyAction,
): Promise<ManyChanged> {
  const { allowed, reasons } = await sortByRules(services.db, many, action);
  if (action === "archive" || action === "restore") {
    const done = allowed.length === 0 ? [] : await setArchived(services, many.projectId, allowed, action);
    const late = Array.from({ length: allowed.length - done.length }, () => "The run changed at the same moment.");
    return { done, refused: countReasons([...reasons, ...late]) };
  }
  const changed = await changeOneByOne(services, many.projectId, allowed, action);
  return { done: changed.done, refused: countReasons([...reasons, ...changed.reasons]) };
}
