import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { run, runAttempt, runEvent } from "@/db/schema/runs";
import { RUN_RULES } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { publishChanges } from "../live/publish-change";
import { appendLines } from "../logs/append-lines";
import { writeRunMetrics } from "../runs/write-run-metrics";
import { applyEvent } from "./apply-event";
import { type Batch, type IngestServices, type IngestSettings, noteChange, warn } from "./batch";
import { insertSlices } from "./insert-slices";
import { type KnownAttempt, knownAttempts } from "./known-attempts";
import type { PlainEvent, PointEvent, ReceivedEvent, RefusedEvent } from "./read-events";
import { storeKnownPoints } from "./store-known-points";
import { storePoints } from "./store-points";

/** With a hash, the attempt must still have the token that it was found by. */
export type AttemptKey = { projectId: string; runId: string; attempt: number; tokenHash?: string };
export type Stored = { acknowledged: number; cancel: boolean; superseded: boolean; stored: number };

const isPoints = (event: ReceivedEvent): event is PointEvent => event.type === "metrics" || event.type === "resource";

const isPlain = (event: ReceivedEvent): event is PlainEvent => !isPoints(event) && event.type !== "refused";

/** Its sequence counts as stored: the sender must not bring it again, and nothing may wait behind it. */
function tellRefused(batch: Batch, { sequence, what }: RefusedEvent): void {
  warn(batch, `Event ${sequence} was refused and is left out: ${what}.`);
}

/** Locks the run before its attempt, as everybody does who changes both. */
async function openBatch(tx: Transaction, key: AttemptKey, settings: IngestSettings, now: Date): Promise<Batch> {
  const [lockedRun] = await tx
    .select()
    .from(run)
    .where(and(eq(run.projectId, key.projectId), eq(run.id, key.runId)))
    .for("no key update");
  const [lockedAttempt] = await tx
    .select()
    .from(runAttempt)
    .where(and(eq(runAttempt.runId, key.runId), eq(runAttempt.attempt, key.attempt)))
    .for("no key update");
  const { tokenHash = lockedAttempt?.tokenHash } = key;
  if (!lockedRun || lockedAttempt?.tokenHash !== tokenHash || !lockedAttempt) {
    throw new DomainError("NotFound", "This token belongs to no attempt.");
  }
  const requeued = lockedRun.state === "queued" || lockedRun.state === "waiting";
  return {
    tx,
    now,
    settings,
    run: lockedRun,
    attempt: lockedAttempt,
    superseded: requeued || lockedAttempt.attempt !== lockedRun.attempt,
    runPatch: {},
    attemptPatch: {},
    headline: {},
    lines: [],
    changes: new Map(),
  };
}

/** Those that follow what is stored without a gap; what came before is known, what comes after a gap comes again. */
function takeNext(events: readonly ReceivedEvent[], acknowledged: number): ReceivedEvent[] {
  const next: ReceivedEvent[] = [];
  for (const event of events) {
    if (event.sequence > acknowledged + next.length + 1) break;
    if (event.sequence === acknowledged + next.length + 1) next.push(event);
  }
  return next;
}

/** The event as kept: without its envelope, and without texts and rows that have tables of their own. */
function bodyOf(event: PlainEvent, superseded: boolean): Record<string, unknown> {
  const { run: _run, attempt: _attempt, sequence: _sequence, time: _time, type: _type, ...body } = event;
  if (event.type === "sample") return { generations: event.generations.length };
  if (event.type === "evaluation" && !superseded) return { ...body, rows: event.rows.length };
  if (event.type === "pair_records") {
    return { step: event.step, split: event.split, delta: event.delta, pairs: event.ids.length };
  }
  return body;
}

async function recordEvents({ tx, run: of, attempt, superseded }: Batch, events: readonly PlainEvent[]) {
  const kept = events.filter((event) => event.type !== "log");
  const rows = kept.map((event) => ({
    projectId: of.projectId,
    runId: of.id,
    attempt: attempt.attempt,
    sequence: event.sequence,
    type: event.type,
    time: event.time,
    body: bodyOf(event, superseded),
  }));
  for (const slice of insertSlices(rows, 7)) await tx.insert(runEvent).values(slice);
}

async function closeBatch(batch: Batch, acknowledged: number): Promise<void> {
  const { tx, now, settings, attempt, superseded } = batch;
  if (batch.lines.length > 0) {
    const owner = { projectId: batch.run.projectId, runId: batch.run.id, attempt: attempt.attempt };
    await appendLines(tx, owner, batch.lines);
    noteChange(batch, "logs");
  }
  const headline = Object.keys(batch.headline).length > 0 ? { ...batch.run.headline, ...batch.headline } : undefined;
  const runPatch = headline ? { ...batch.runPatch, headline } : batch.runPatch;
  if (Object.keys(runPatch).length > 0) await tx.update(run).set(runPatch).where(eq(run.id, batch.run.id));
  const lease = new Date(now.getTime() + settings.leaseSeconds * 1_000);
  const beat =
    superseded || attempt.endedAt !== null
      ? {}
      : { lastBeatAt: now, leaseUntil: lease > attempt.leaseUntil ? lease : attempt.leaseUntil };
  await tx
    .update(runAttempt)
    .set({ sequence: acknowledged, ...beat, ...batch.attemptPatch })
    .where(and(eq(runAttempt.runId, attempt.runId), eq(runAttempt.attempt, attempt.attempt)));
  await publishChanges(tx, [...batch.changes.values()]);
}

type Written = Stored & { known: KnownAttempt; before: number };

async function storeByRows(
  { db, now }: Pick<Services, "db" | "now">,
  settings: IngestSettings,
  key: AttemptKey,
  events: readonly ReceivedEvent[],
): Promise<Written> {
  return db.transaction(async (tx) => {
    const batch = await openBatch(tx, key, settings, now());
    const next = takeNext(events, batch.attempt.sequence);
    const acknowledged = batch.attempt.sequence + next.length;
    await recordEvents(batch, next.filter(isPlain));
    const settledBefore = RUN_RULES[batch.run.state].settled;
    const remembered = knownAttempts(db).get(key);
    const knownKeys = remembered?.sequence === batch.attempt.sequence ? remembered.keys : null;
    const { series, keys } = await storePoints(batch, next.filter(isPoints), knownKeys);
    if (settledBefore && next.some(isPoints)) await writeRunMetrics(tx, batch.run.id);
    for (const event of next) {
      if (event.type === "refused") tellRefused(batch, event);
      else if (isPlain(event)) await applyEvent(batch, event);
    }
    await closeBatch(batch, acknowledged);
    const cancel = batch.superseded || ["cancelling", "cancelled", "failed"].includes(batch.run.state);
    const headline = { ...batch.run.headline, ...batch.headline };
    const known = {
      sequence: acknowledged,
      stage: batch.run.stage,
      headline,
      keys,
      series: new Map(series.map((state) => [state.key, state])),
    };
    const { superseded } = batch;
    return { acknowledged, cancel, superseded, stored: next.length, known, before: acknowledged - next.length };
  });
}

/** Stores what is new of the events of one attempt and applies it, in one transaction: all of it, once, or nothing. */
export async function storeEvents(
  services: IngestServices,
  settings: IngestSettings,
  key: AttemptKey,
  events: readonly ReceivedEvent[],
): Promise<Stored> {
  if (events.every(isPoints)) {
    const stored = await storeKnownPoints(services, settings, key, events);
    if (stored) return stored;
  }
  const { known, before, ...stored } = await storeByRows(services, settings, key, events);
  const attempts = knownAttempts(services.db);
  const earlier = attempts.take(key);
  const others = earlier?.sequence === before ? [...earlier.series] : [];
  attempts.put(key, { ...known, series: new Map([...others, ...known.series]) });
  return stored;
}
