import { setTimeout } from "node:timers/promises";
import { sql as drizzleSql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import type { Sql, Transaction } from "@/db/database";
import { DomainError } from "../errors";

const RETRY_MILLISECONDS = 200;
const PATIENCE_MILLISECONDS = 10 * 60_000;

const nameOf = (projectId: string) => `datasets of ${projectId}`;

/** Waits until nobody else stores or erases rows of the project; held until the transaction ends. */
export async function lockDatasets(tx: TransactionSql, projectId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext(${nameOf(projectId)}))`;
}

const copiesOf = (projectId: string) => `copies of texts of ${projectId}`;

/**
 * Whoever copies texts of the project elsewhere holds erasures off until the copy is stored, and waits for one that has
 * begun. Copies do not wait for one another. Taken before anything else of the transaction.
 */
export async function holdErasures(tx: Transaction, projectId: string): Promise<void> {
  await tx.execute(drizzleSql`select pg_advisory_xact_lock_shared(hashtext(${copiesOf(projectId)}))`);
}

/** Waits for copies that are being made, so that they are found and erased, too. */
export async function lockCopies(tx: TransactionSql, projectId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext(${copiesOf(projectId)}))`;
}

async function tryLock(tx: TransactionSql, projectId: string): Promise<boolean> {
  const [got] = await tx`select pg_try_advisory_xact_lock(hashtext(${nameOf(projectId)})) as locked`;
  return got?.locked === true;
}

/** One transaction that stores rows of a project at a time; whoever waits for the turn holds no connection meanwhile. */
export async function inTurn<Result>(
  sql: Sql,
  { projectId }: { projectId: string },
  signal: AbortSignal | undefined,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MILLISECONDS; ) {
    const done = await sql.begin(async (tx) => ((await tryLock(tx, projectId)) ? { result: await work(tx) } : null));
    if (done) return done.result;
    await setTimeout(RETRY_MILLISECONDS, undefined, { signal });
  }
  throw new DomainError(
    "InvalidState",
    "Other rows of this project have been stored for ten minutes. Try again later.",
  );
}
