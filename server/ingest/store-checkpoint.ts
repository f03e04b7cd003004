import { and, eq, sql } from "drizzle-orm";
import { checkpoint } from "@/db/schema/runs";
import { type Batch, noteChange } from "./batch";
import type { PlainEvent } from "./read-events";

type CheckpointEvent = Extract<PlainEvent, { type: "checkpoint" }>;

/** The folder of checkpoints belongs to the current attempt: what it says is kept is what is there. */
export async function storeCheckpoint(batch: Batch, event: CheckpointEvent): Promise<void> {
  if (batch.superseded) return;
  const { tx, run, attempt } = batch;
  const { step, bytes, reason, metric, keptSteps } = event;
  // The files of an imported run are on the machine it ran on.
  const kept = run.executor !== "imported" && keptSteps.includes(step);
  const row = { attempt: attempt.attempt, bytes, reason, metric, kept, createdAt: new Date(event.time * 1_000) };
  await tx
    .insert(checkpoint)
    .values({ ...row, projectId: run.projectId, runId: run.id, step })
    .onConflictDoUpdate({ target: [checkpoint.runId, checkpoint.step], set: row });
  await tx
    .update(checkpoint)
    .set({ kept: sql`false` })
    .where(
      and(
        eq(checkpoint.projectId, run.projectId),
        eq(checkpoint.runId, run.id),
        sql`${checkpoint.step} <> all(${sql.param(keptSteps)}::int[])`,
      ),
    );
  noteChange(batch, "checkpoints");
}
