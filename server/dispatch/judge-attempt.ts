import type { LiveAttempt } from "./live-attempts";
import type { Ending } from "./settle-attempt";

export type Observed = {
  now: Date;
  bootId: string;
  supervisor: "alive" | "absent";
  /** The web server, the database and this dispatcher were all there for a whole lease. */
  healthyForLease: boolean;
  leaseSeconds: number;
  /** From the request to stop until everything is killed. */
  stopSeconds: number;
};

export type Judgement = { do: "leave" } | { do: "request stop" } | ({ do: "settle" } & Ending);

const secondsSince = (then: Date, now: Date) => (now.getTime() - then.getTime()) / 1_000;

/** Before its first beat Python has to start, on a machine that may be busy. */
const START_GRACE_SECONDS = 20;

function leaseIsOver(attempt: LiveAttempt, { now, healthyForLease }: Observed): boolean {
  const started = attempt.lastBeatAt !== null || secondsSince(attempt.startedAt, now) > START_GRACE_SECONDS;
  return started && healthyForLease && attempt.leaseUntil < now;
}

/** What has to be done about a live attempt whose supervisor has been started. */
export function judgeAttempt(attempt: LiveAttempt, seen: Observed): Judgement {
  const cancelling = attempt.state === "cancelling";
  const lost = (reason: string): Judgement => ({ do: "settle", to: cancelling ? "cancelled" : "lost", reason });
  if (seen.supervisor === "absent") {
    return attempt.bootId === seen.bootId
      ? lost("The supervisor process ended without reporting an end: it was killed, or the machine ran out of memory.")
      : lost("The machine was restarted while the run was going on.");
  }
  if (leaseIsOver(attempt, seen)) {
    return lost(`The supervisor gave no sign of life for ${seen.leaseSeconds} seconds, while the server was up.`);
  }
  if (!cancelling) return { do: "leave" };
  if (!attempt.cancelSignalledAt) return { do: "request stop" };
  if (secondsSince(attempt.cancelSignalledAt, seen.now) < seen.stopSeconds) return { do: "leave" };
  return lost(`The run did not stop within ${Math.round(seen.stopSeconds)} seconds and was killed.`);
}
