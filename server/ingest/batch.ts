import type { Transaction } from "@/db/database";
import type { run, runAttempt } from "@/db/schema/runs";
import type { Price } from "@/domain/runs/price";
import type { RunState } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import type { Change, ChangeKind, LatestValues } from "../live/change";
import type { IncomingLine } from "../logs/append-lines";

/** With `sql` a batch of points alone is stored in one statement; without, in the steps of any other batch. */
export type IngestServices = Pick<Services, "db" | "now"> & Partial<Pick<Services, "sql">>;

export type IngestSettings = { leaseSeconds: number; price: Price | null };

/** What one transaction of ingest works on. Both rows are locked: first the run, then the attempt. */
export type Batch = {
  tx: Transaction;
  now: Date;
  settings: IngestSettings;
  run: typeof run.$inferSelect;
  attempt: typeof runAttempt.$inferSelect;
  /** A newer attempt exists or is asked for: events are stored and change no state. */
  superseded: boolean;
  /** Written to the run at the end, in one update. */
  runPatch: Partial<typeof run.$inferInsert>;
  attemptPatch: Partial<typeof runAttempt.$inferInsert>;
  headline: Record<string, number | null>;
  lines: IncomingLine[];
  changes: Map<ChangeKind, Change>;
};

export function noteChange(batch: Batch, kind: ChangeKind, more: { state?: RunState; values?: LatestValues } = {}) {
  batch.changes.set(kind, { projectId: batch.run.projectId, runId: batch.run.id, kind, ...more });
}

/** Tells people what of a valid event could not be kept, where they look anyway. */
export function warn(batch: Batch, text: string) {
  batch.lines.push({ time: batch.now.getTime() / 1_000, stream: "log", level: "warning", text });
}
