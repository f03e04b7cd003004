import { and, eq } from "drizzle-orm";
import { runAttempt } from "@/db/schema/runs";
import type { Services } from "../context";
import { describeFailure } from "../describe-failure";
import { loseSilentClients } from "../ingest/lose-silent-clients";
import { forgetAttemptSecrets } from "./attempt-secrets";
import type { Executor } from "./executors/executor";
import { isAlive } from "./executors/process-name";
import type { HealthClock } from "./health-clock";
import { judgeAttempt } from "./judge-attempt";
import { type LiveAttempt, processOf, readLiveAttempts, readUnshippedAttempts } from "./live-attempts";
import { markShipped } from "./mark-shipped";
import { attemptFolder } from "./prepare-attempt";
import { type Ending, requeueAttempt, settleAttempt } from "./settle-attempt";
import type { ShipJournal } from "./ship-journal";
import { recordSupervisor, type StartSettings } from "./start-attempt";

/** Over the grace that the supervisor itself gives its stage. */
const STOP_MARGIN_SECONDS = 15;

/** Who ships and found the server away may wait so long before it tries again. */
const LONGEST_PAUSE_SECONDS = 6;

/** Whether whoever could beat has been able to for a whole lease. */
function beatsWerePossible({ health, settings }: Watch, now: Date): boolean {
  return health.healthyFor(settings.leaseSeconds + LONGEST_PAUSE_SECONDS, now);
}

export type Watch = {
  services: Pick<Services, "db" | "sql" | "now">;
  executor: Executor;
  settings: StartSettings;
  health: HealthClock;
  ship: ShipJournal;
  /** `pid/start` of this dispatcher. */
  identity: string;
};

/** Its own starts are over when a dispatcher looks: one without a supervisor then lost it on the way. */
function isPreparing({ identity }: Watch, preparedBy: string): boolean {
  if (preparedBy === identity) return false;
  const [pid = "", started = ""] = preparedBy.split("/");
  return isAlive({ pid: Number(pid), started });
}

/** Ends what is left of an attempt, sends its last events, and only then says how it ended. */
async function endAttempt(watch: Watch, attempt: LiveAttempt, ending: Ending): Promise<void> {
  await watch.executor.killAll(processOf(attempt));
  await forgetAttemptSecrets(attemptFolder(watch.settings.home, attempt));
  // With the server away nothing can be sent and no lease runs; the next look after its return comes here again.
  if (!watch.health.healthy) return;
  if (await watch.ship(attemptFolder(watch.settings.home, attempt))) await markShipped(watch.services, attempt);
  await settleAttempt(watch.services, attempt, ending, watch.settings.price);
}

/** The dispatcher that took this attempt died on the way: adopt its supervisor, or give the run back. */
async function recoverPreparation(watch: Watch, attempt: LiveAttempt): Promise<void> {
  const found = watch.executor.findSupervisor(attempt);
  if (found) return recordSupervisor(watch.services, attempt, found, watch.settings.leaseSeconds);
  await forgetAttemptSecrets(attemptFolder(watch.settings.home, attempt));
  if (attempt.state === "cancelling") {
    const ending = { to: "cancelled", reason: "Cancelled before it had started." } as const;
    await settleAttempt(watch.services, attempt, ending, watch.settings.price);
  } else if (!(await requeueAttempt(watch.services, attempt))) {
    await endAttempt(watch, attempt, { to: "lost", reason: "The supervisor ended while the dispatcher was away." });
  }
}

async function lookAt(watch: Watch, attempt: LiveAttempt): Promise<void> {
  const { services, executor, settings } = watch;
  if (attempt.supervisorPid === null) {
    const rebooted = attempt.bootId !== executor.bootId;
    if (rebooted || !isPreparing(watch, attempt.preparedBy ?? "")) await recoverPreparation(watch, attempt);
    return;
  }
  const now = services.now();
  const judgement = judgeAttempt(attempt, {
    now,
    bootId: executor.bootId,
    supervisor: executor.supervisorState(processOf(attempt)),
    healthyForLease: beatsWerePossible(watch, now),
    leaseSeconds: settings.leaseSeconds,
    stopSeconds: settings.cancelGraceSeconds + STOP_MARGIN_SECONDS,
  });
  if (judgement.do === "settle") await endAttempt(watch, attempt, judgement);
  if (judgement.do !== "request stop") return;
  executor.requestStop(processOf(attempt));
  await services.db
    .update(runAttempt)
    .set({ cancelSignalledAt: now })
    .where(and(eq(runAttempt.runId, attempt.runId), eq(runAttempt.attempt, attempt.attempt)));
}

/** What the supervisor of a settled attempt did not live to send. */
async function shipRest(watch: Watch, attempt: LiveAttempt): Promise<void> {
  if (!watch.health.healthy || watch.executor.supervisorState(processOf(attempt)) === "alive") return;
  await watch.executor.killAll(processOf(attempt));
  if (await watch.ship(attemptFolder(watch.settings.home, attempt))) await markShipped(watch.services, attempt);
}

const SHIP_AGAIN_MILLISECONDS = 60_000;
const SHIP_AGAIN_LONGEST_MILLISECONDS = 3_600_000;

/** When to bring the rest of a journal again: at once, then after a minute, then each time twice as late. */
function createShipClock() {
  const next = new Map<string, { at: number; pause: number }>();
  return {
    isDue: (key: string, now: number) => now >= (next.get(key)?.at ?? 0),
    tried: (key: string, now: number) => {
      const pause = next.get(key)?.pause ?? SHIP_AGAIN_MILLISECONDS;
      next.set(key, { at: now + pause, pause: Math.min(2 * pause, SHIP_AGAIN_LONGEST_MILLISECONDS) });
    },
    keepOnly: (keys: ReadonlySet<string>) => {
      for (const key of next.keys()) if (!keys.has(key)) next.delete(key);
    },
  };
}

const keyOf = ({ runId, attempt }: LiveAttempt) => `${runId}/${attempt}`;

/** Looks after all attempts of this host; each at most once at a time, none holding up another. */
export function createWatcher(watch: Watch): { look: () => Promise<void>; idle: () => Promise<unknown> } {
  const busy = new Map<string, Promise<void>>();
  const shipClock = createShipClock();

  function once(attempt: LiveAttempt, work: () => Promise<void>): void {
    const key = keyOf(attempt);
    if (busy.has(key)) return;
    const done = work().finally(() => busy.delete(key));
    busy.set(key, done);
    // Whoever waits for `done` sees the error; the next look tries again.
    done.catch((error: unknown) =>
      console.error(`Attempt ${key}: ${error instanceof Error ? describeFailure(error) : "failed"}`),
    );
  }

  return {
    look: async () => {
      const { services, executor } = watch;
      for (const attempt of await readLiveAttempts(services.db, executor)) once(attempt, () => lookAt(watch, attempt));
      const unshipped = await readUnshippedAttempts(services.db, executor);
      shipClock.keepOnly(new Set(unshipped.map(keyOf)));
      for (const attempt of unshipped) {
        if (!shipClock.isDue(keyOf(attempt), Date.now())) continue;
        if (executor.supervisorState(processOf(attempt)) === "alive" || !watch.health.healthy) continue;
        shipClock.tried(keyOf(attempt), Date.now());
        once(attempt, () => shipRest(watch, attempt));
      }
      if (beatsWerePossible(watch, services.now())) await loseSilentClients(services, watch.settings.price);
    },
    idle: () => Promise.allSettled(busy.values()),
  };
}
