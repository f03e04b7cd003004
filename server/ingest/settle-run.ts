import type { RunFailure } from "@/db/schema/runs";
import { costOf } from "@/domain/runs/price";
import { mayChange, type RunState } from "@/domain/runs/run-rules";
import { changeRunState } from "../runs/change-run-state";
import type { Batch } from "./batch";
import type { PlainEvent } from "./read-events";

type EndEvent = Extract<PlainEvent, { type: "finished" | "failed" }>;

const STOPPED_FROM_OUTSIDE: RunFailure = {
  fault: "machine",
  reason: "The run was asked to stop, but not from Assay: by a signal, a shutdown or a scheduler.",
  remedy: "Resume the run: it goes on from its last checkpoint.",
  field: null,
  detail: "",
};

/** `lost` too: the attempt was given up for want of beats, and now says itself how it ended. */
const MAY_END: readonly RunState[] = ["starting", "running", "cancelling", "lost"];

function judgeEnd(event: EndEvent, wasCancelled: boolean) {
  if (event.type === "failed") {
    const { fault, reason, remedy, field, detail } = event;
    return { to: "failed" as const, outcome: "failed" as const, failure: { fault, reason, remedy, field, detail } };
  }
  if (event.outcome === "completed") return { to: "finished" as const, outcome: "completed" as const, failure: null };
  if (wasCancelled) return { to: "cancelled" as const, outcome: "stopped" as const, failure: null };
  return { to: "failed" as const, outcome: "stopped" as const, failure: STOPPED_FROM_OUTSIDE };
}

const greater = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));

/** What was counted when the attempt was given up; the attempt's own figure replaces it. */
function secondsCountedAsLost({ run, attempt }: Batch): number {
  if (attempt.outcome !== "lost" || run.executor === "imported") return 0;
  const seen = attempt.lastBeatAt ?? attempt.startedAt;
  return Math.max(0, (seen.getTime() - attempt.startedAt.getTime()) / 1_000);
}

function addUp(batch: Batch, event: EndEvent) {
  const { run, settings } = batch;
  const busySeconds = Math.max(0, run.busySeconds - secondsCountedAsLost(batch)) + event.seconds;
  const ended = event.type === "finished" ? event : { peakDeviceMemoryBytes: null, energyJoules: null };
  const { energyJoules } = ended;
  return {
    busySeconds,
    peakMemoryBytes: greater(run.peakMemoryBytes, event.peakMemoryBytes),
    peakDeviceMemoryBytes: greater(run.peakDeviceMemoryBytes, ended.peakDeviceMemoryBytes),
    energyJoules: energyJoules === null ? run.energyJoules : (run.energyJoules ?? 0) + energyJoules,
    // What ran elsewhere did not run at this machine's price.
    ...(run.executor === "imported" ? {} : costOf(settings.price, busySeconds)),
  };
}

/** What Assay did not start says itself when it ended: it may be told long after. */
function endOf({ run, now }: Batch, { time }: EndEvent): Date {
  if (run.executor === "imported") return new Date(time * 1_000);
  if (run.executor !== "client") return now;
  return new Date(Math.max(run.startedAt?.getTime() ?? 0, Math.min(time * 1_000, now.getTime())));
}

/** The attempt says how it ended. Of several ends only the first counts. */
export async function settleRun(batch: Batch, event: EndEvent): Promise<void> {
  const { tx, run, attempt } = batch;
  const alreadyEnded = attempt.endedAt !== null && attempt.outcome !== "lost";
  if (batch.superseded || alreadyEnded || batch.attemptPatch.endedAt) return;
  const end = judgeEnd(event, run.cancelRequestedAt !== null || run.state === "cancelling");
  const endedAt = endOf(batch, event);
  const changed = await changeRunState(tx, {
    runId: run.id,
    attempt: attempt.attempt,
    from: MAY_END.filter((state) => mayChange(state, end.to)),
    to: end.to,
    set: { failure: end.failure, ...addUp(batch, event) },
    now: endedAt,
  });
  Object.assign(batch.attemptPatch, { endedAt, outcome: end.outcome, failure: end.failure });
  if (changed) batch.run = changed;
}
