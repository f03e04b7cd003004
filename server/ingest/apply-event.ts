import { changeRunState } from "../runs/change-run-state";
import { type Batch, noteChange } from "./batch";
import type { PlainEvent } from "./read-events";
import { settleRun } from "./settle-run";
import { storeArtifact } from "./store-artifact";
import { storeCheckpoint } from "./store-checkpoint";
import { storeEvaluation } from "./store-evaluation";
import { storeGenerations } from "./store-generations";
import { storePairRecords } from "./store-pair-records";

type Of<T extends PlainEvent["type"]> = Extract<PlainEvent, { type: T }>;

async function applyStarted(batch: Batch, event: Of<"started">): Promise<void> {
  const { attempt, attemptPatch } = batch;
  Object.assign(attemptPatch, {
    host: attempt.host ?? event.host,
    versions: event.versions,
    devices: event.devices,
    resumedFromStep: event.resumedFromStep,
  });
  if (batch.superseded) return;
  batch.runPatch.resolvedConfig = event.resolvedConfig;
  if (batch.run.state !== "starting") return;
  const { run } = batch;
  const now = run.executor === "imported" ? new Date(event.time * 1_000) : batch.now;
  const changed = await changeRunState(batch.tx, {
    runId: run.id,
    attempt: attempt.attempt,
    from: ["starting"],
    to: "running",
    now,
  });
  if (changed) batch.run = changed;
}

function applyProgress(batch: Batch, { phase, done, total, unit, ratePerSecond, secondsLeft }: Of<"progress">): void {
  if (batch.superseded) return;
  batch.runPatch.progress = { phase, done, total, unit, ratePerSecond, secondsLeft };
  noteChange(batch, "progress");
}

/** What one event other than points changes. */
export async function applyEvent(batch: Batch, event: PlainEvent): Promise<void> {
  switch (event.type) {
    case "started":
      return applyStarted(batch, event);
    case "progress":
      return applyProgress(batch, event);
    case "log":
      batch.lines.push(...event.lines);
      return;
    case "sample":
      return storeGenerations(batch, event);
    case "evaluation":
      return storeEvaluation(batch, event);
    case "pair_records":
      return storePairRecords(batch, event);
    case "artifact":
      return storeArtifact(batch, event);
    case "checkpoint":
      return storeCheckpoint(batch, event);
    case "finished":
    case "failed":
      return settleRun(batch, event);
  }
}
