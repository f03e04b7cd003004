import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { runAttempt } from "@/db/schema/runs";
import { hashToken } from "../auth/api-tokens";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";
import { stageSchemas } from "../stages/stage-schemas";
import { chooseDevices, holdDevices } from "./choose-devices";
import type { Slot } from "./executors/executor";
import { type Candidate, readQueue } from "./queue-order";

/** Most ticks find what fits among the first; behind a long sweep for another device the rest is read too. */
const FIRST_LOOK = 100;
const NEXT_LOOK = 1_000;

export type Claim = {
  runId: string;
  projectId: string;
  stage: string;
  attempt: number;
  device: string;
  furtherDevices: string[];
  resumeFromStep: number | null;
  /** Given to the supervisor once; only its hash is kept. */
  token: string;
};

export type Claimer = { executor: string; host: string; bootId: string; preparedBy: string; leaseSeconds: number };

async function readBusy(tx: Transaction, host: string): Promise<Map<string, number>> {
  const rows = await tx.execute<{ device: string; count: number }>(sql`
    select used.device, count(*)::int as count
    from run_attempt a join run r on r.id = a.run_id and r.attempt = a.attempt,
      unnest(a.further_devices || a.device) as used(device)
    where a.host = ${host} and r.state in ('starting', 'running', 'cancelling')
    group by used.device`);
  return new Map(rows.map((row) => [row.device, row.count]));
}

export function leaseEnd(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1_000);
}

/** Takes the next run that fits a free slot of this host, or null. Two dispatchers never take the same. */
export async function claimRun(
  { db, now }: Pick<Services, "db" | "now">,
  by: Claimer,
  slots: readonly Slot[],
): Promise<Claim | null> {
  return db.transaction(async (tx) => {
    // Slots are counted, so counting and taking must not interleave on one host.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`slots of ${by.host}`}))`);
    let busy = await readBusy(tx, by.host);
    for await (const candidate of wholeQueue(tx, by.executor)) {
      if (isFull(slots, busy)) return null;
      const need = { schema: stageSchemas().get(candidate.stage), config: candidate.config };
      const [device, ...furtherDevices] = chooseDevices(need, slots, busy) ?? [];
      if (!device) {
        busy = holdDevices(need, slots, busy);
        continue;
      }
      const locked = await tx.execute(
        sql`select 1 from run where id = ${candidate.runId} and state = 'queued' for update skip locked`,
      );
      if (locked.length === 0) continue;
      return takeRun(tx, by, { ...candidate, device, furtherDevices, now: now() });
    }
    return null;
  });
}

const isFull = (slots: readonly Slot[], busy: ReadonlyMap<string, number>) =>
  slots.every(({ device, capacity }) => (busy.get(device) ?? 0) >= capacity);

async function* wholeQueue(tx: Transaction, executor: string): AsyncGenerator<Candidate> {
  let after = 0;
  for (let limit = FIRST_LOOK; ; limit = NEXT_LOOK) {
    const page = await readQueue(tx, { executor, limit, after });
    yield* page;
    if (page.length < limit) return;
    after += limit;
  }
}

async function takeRun(
  tx: Transaction,
  by: Claimer,
  taken: Pick<Claim, "runId" | "projectId" | "stage" | "attempt" | "device" | "furtherDevices"> & { now: Date },
): Promise<Claim | null> {
  const attempt = taken.attempt + 1;
  const token = randomBytes(32).toString("base64url");
  const row = await changeRunState(tx, {
    runId: taken.runId,
    from: ["queued"],
    to: "starting",
    set: { attempt, progress: null },
    now: taken.now,
  });
  if (!row) return null;
  await tx.insert(runAttempt).values({
    projectId: taken.projectId,
    runId: taken.runId,
    attempt,
    tokenHash: hashToken(token),
    device: taken.device,
    furtherDevices: taken.furtherDevices,
    resumedFromStep: row.resumeFromStep,
    startedAt: taken.now,
    // Counts from the start of the supervisor, which is still to come: preparing has no lease.
    leaseUntil: leaseEnd(taken.now, by.leaseSeconds),
    host: by.host,
    bootId: by.bootId,
    preparedBy: by.preparedBy,
  });
  return {
    runId: taken.runId,
    projectId: taken.projectId,
    stage: taken.stage,
    attempt,
    device: taken.device,
    furtherDevices: taken.furtherDevices,
    resumeFromStep: row.resumeFromStep,
    token,
  };
}
