import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { run, runAttempt } from "@/db/schema/runs";
import type { RunState } from "@/domain/runs/run-rules";
import { hashToken } from "../auth/api-tokens";
import { DomainError } from "../errors";
import { changeRunState } from "../runs/change-run-state";
import type { AttemptKey } from "./store-events";

export type ImportedRun = {
  key: AttemptKey;
  name: string;
  stage: string;
  givenConfig: Record<string, unknown>;
  createdBy: string;
  startedAt: Date;
};

const AGAIN: readonly RunState[] = ["failed", "cancelled", "lost"];

/** Whoever came first, the run is there afterwards, and belongs to this project. */
async function ensureRun(tx: Transaction, { key, name, stage, givenConfig, createdBy }: ImportedRun) {
  const { projectId, runId: id, attempt } = key;
  await tx
    .insert(run)
    .values({ id, projectId, name, stage, givenConfig, createdBy, attempt, state: "starting", executor: "imported" })
    .onConflictDoNothing();
  const [found] = await tx
    .select()
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, id)))
    .for("no key update");
  if (!found) throw new DomainError("Conflict", "This journal belongs to a run of another project.");
  return found;
}

/** A newer attempt of an imported run takes its place, as a retry would. */
async function succeed(tx: Transaction, { runId, attempt }: AttemptKey, before: number): Promise<void> {
  await changeRunState(tx, { runId, attempt: before, from: AGAIN, to: "queued" });
  const taken = await changeRunState(tx, {
    runId,
    attempt: before,
    from: ["queued"],
    to: "starting",
    set: { attempt },
  });
  if (taken) return;
  const why = `The run was imported up to attempt ${before}, which is not over; its attempt ${attempt} cannot follow.`;
  throw new DomainError("InvalidState", why);
}

/** Makes room for a journal: the run where it is unknown, and the attempt where only that is. */
export async function ensureImportedAttempt(tx: Transaction, imported: ImportedRun): Promise<void> {
  const { key, startedAt } = imported;
  const found = await ensureRun(tx, imported);
  const [known] = await tx
    .select({ attempt: runAttempt.attempt })
    .from(runAttempt)
    .where(and(eq(runAttempt.runId, key.runId), eq(runAttempt.attempt, key.attempt)));
  if (known) return;
  if (found.executor !== "imported") {
    throw new DomainError("Conflict", `Assay ran this run itself and knows no attempt ${key.attempt} of it.`);
  }
  if (key.attempt > found.attempt) await succeed(tx, key, found.attempt);
  await tx.insert(runAttempt).values({
    ...key,
    // Nobody holds this token: the journal is the only source.
    tokenHash: hashToken(randomBytes(32).toString("base64url")),
    device: "elsewhere",
    startedAt,
    leaseUntil: startedAt,
  });
}
