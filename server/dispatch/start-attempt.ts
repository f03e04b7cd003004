import { and, eq } from "drizzle-orm";
import { runAttempt } from "@/db/schema/runs";
import type { Services } from "../context";
import { type Claim, leaseEnd } from "./claim-run";
import type { Executor, ProcessName } from "./executors/executor";
import { markShipped } from "./mark-shipped";
import { type AttemptSettings, prepareAttempt } from "./prepare-attempt";
import { settleAttempt } from "./settle-attempt";

export type StartSettings = AttemptSettings & { leaseSeconds: number };

export async function recordSupervisor(
  { db, now }: Pick<Services, "db" | "now">,
  of: { runId: string; attempt: number },
  supervisor: ProcessName,
  leaseSeconds: number,
): Promise<void> {
  await db
    .update(runAttempt)
    .set({
      supervisorPid: supervisor.pid,
      supervisorStarted: supervisor.started,
      preparedBy: null,
      leaseUntil: leaseEnd(now(), leaseSeconds),
    })
    .where(and(eq(runAttempt.runId, of.runId), eq(runAttempt.attempt, of.attempt)));
}

/** A supervisor that ended well has shipped all; of any other the watcher looks at the journal. */
function noteExit({ db, now }: Pick<Services, "db" | "now">, of: Claim, code: number | null): void {
  if (code === 0)
    markShipped({ db, now }, of).catch(() => {
      // The database is away: the watcher finds the attempt without the mark and ships again, which changes nothing.
    });
}

/** Prepares the folder of a claimed attempt and starts its supervisor; what goes wrong on the way fails the run. */
export async function startAttempt(
  services: Pick<Services, "db" | "sql" | "now">,
  executor: Executor,
  settings: StartSettings,
  claim: Claim,
): Promise<ProcessName | null> {
  try {
    const folder = await prepareAttempt(services, settings, claim);
    const { runId, attempt } = claim;
    const onExit = (code: number | null) => noteExit(services, claim, code);
    const supervisor = await executor.start({ runId, attempt, folder, onExit });
    await recordSupervisor(services, claim, supervisor, settings.leaseSeconds);
    return supervisor;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error ? ` (${String(error.code)})` : "";
    await settleAttempt(
      services,
      { ...claim, startedAt: services.now(), lastBeatAt: null },
      { to: "failed", reason: `The attempt could not be prepared: ${error.name}${code}.`, detail: error.message },
    );
    return null;
  }
}
