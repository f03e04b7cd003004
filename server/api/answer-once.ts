import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { ApiError } from "./api-error";
import { stillAtWork } from "./take-turn";

const KEPT = "1 day";
const WAITED = "30s";
const LOCK_NOT_AVAILABLE = "55P03";

export type Repeatable = {
  userId: string;
  key: string;
  hash: string;
  now: Date;
  secret: boolean;
};
export type Answer = { status: number; body: string };
export type GivenAnswer = Answer & { repeated: boolean };

type Kept = { requestHash: string; status: number; answer: string | null };

/** The key of a request, or null where it names none. */
export function readKey(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const what = "A key has 1 to 255 visible ASCII characters and no space; a UUID is a good one.";
  throw new ApiError("BadRequest", "The Idempotency-Key cannot be used.", [{ where: "Idempotency-Key", what }]);
}

/** What two requests must have in common to count as one; keyed, because a request may hold a secret. */
export function hashRequest(secret: string, method: string, pathname: string, given: unknown): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify([method, pathname, given]))
    .digest("hex");
}

function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === LOCK_NOT_AVAILABLE;
}

/** Takes the key for this transaction. Where another one holds it, waits until that one has ended. */
async function takeKey(tx: Transaction, { userId, key, now }: Repeatable): Promise<boolean> {
  await tx.execute(sql`select set_config('lock_timeout', ${WAITED}, true)`);
  const taken = await tx.execute(sql`
    insert into idempotent_request as kept (user_id, key, request_hash, created_at)
    values (${userId}, ${key}, '', ${now.toISOString()}::timestamptz)
    on conflict (user_id, key) do update
      set request_hash = '', created_at = excluded.created_at, status = null, answer = null
      where kept.created_at <= excluded.created_at - ${KEPT}::interval
    returning 1`);
  await tx.execute(sql`select set_config('lock_timeout', '0', true)`);
  return taken.length > 0;
}

async function readKept(tx: Transaction, { userId, key, hash }: Repeatable): Promise<GivenAnswer> {
  const [kept] = await tx.execute<Kept>(sql`
    select request_hash as "requestHash", status, answer from idempotent_request
    where user_id = ${userId} and key = ${key}`);
  if (!kept) throw stillAtWork();
  if (kept.requestHash !== hash) {
    const message = "This Idempotency-Key was used for another request within the last day. Take a new key.";
    throw new ApiError("Conflict", message, [{ where: "Idempotency-Key", what: "It stands for another request." }]);
  }
  if (kept.answer === null) {
    const message =
      "This was done already, and its answer held a secret that is shown once. If it was lost, revoke it and make another.";
    throw new ApiError("Conflict", message);
  }
  return { status: kept.status, body: kept.answer, repeated: true };
}

async function keepAnswer(tx: Transaction, { userId, key, hash, now, secret }: Repeatable, { status, body }: Answer) {
  await tx.execute(sql`
    update idempotent_request
    set status = ${status}, answer = ${secret ? null : body}, request_hash = ${hash}
    where user_id = ${userId} and key = ${key}`);
  await tx.execute(sql`
    delete from idempotent_request where ctid = any(array(
      select ctid from idempotent_request where created_at <= ${now.toISOString()}::timestamptz - ${KEPT}::interval
      limit 100 for update skip locked))`);
}

/**
 * Does a write once for its key. Key and answer are one transaction, and the work too where it takes part: then a
 * request that fails or a process that dies leaves the key free and nothing done. A second one waits for the first.
 */
export async function answerOnce(
  db: Database,
  request: Repeatable,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<GivenAnswer> {
  try {
    return await db.transaction(async (tx) => {
      if (!(await takeKey(tx, request))) return readKept(tx, request);
      const answer = await work(tx);
      await keepAnswer(tx, request, answer);
      return { ...answer, repeated: false };
    });
  } catch (error) {
    if (isLockTimeout(error)) throw stillAtWork();
    throw error;
  }
}
