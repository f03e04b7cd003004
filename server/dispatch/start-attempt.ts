import { and, eq } from "drizzle-orm";
import { runAttempt } from "@/db/schema/runs";
import type { Price } from "@/domain/runs/price";
import type { Services } from "../context";
import { describeFailure } from "../describe-failure";
import { DomainError } from "../errors";
import { forgetAttemptSecrets } from "./attempt-secrets";
import { type Claim, leaseEnd } from "./claim-run";
import type { Executor, ProcessName } from "./executors/executor";
import { markShipped } from "./mark-shipped";
import { type AttemptSettings, attemptFolder, prepareAttempt } from "./prepare-attempt";
import { type Ending, settleAttempt } from "./settle-attempt";

export type StartSettings = AttemptSettings & { leaseSeconds: number; price: Price | null };

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

function endingOf(error: Error): Ending {
  if (!(error instanceof DomainError)) {
    return { to: "failed", reason: `The attempt could not be prepared: ${describeFailure(error)}.` };
  }
  const [problem] = error.problems;
  return { to: "failed", reason: error.message, ...(problem?.remedy ? { remedy: problem.remedy } : {}) };
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
    await forgetAttemptSecrets(attemptFolder(settings.home, claim));
    const unused = { ...claim, startedAt: services.now(), lastBeatAt: null };
    await settleAttempt(services, unused, endingOf(error), settings.price);
    return null;
  }
}
