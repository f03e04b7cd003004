import { sql as drizzleSql } from "drizzle-orm";
import type { Database, Sql, Transaction } from "@/db/database";
import { CHANGE_CHANNEL, type Change, type LatestValues } from "./change";

/** Postgres refuses a notification of 8,000 bytes or more. */
const PAYLOAD_MAX_BYTES = 7_900;

function wireNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** One change as a notification; values that would not fit are left out, the change itself never. */
export function encodeChange(change: Change): string {
  const { values, ...rest } = change;
  const bare = JSON.stringify(rest);
  if (!values) return bare;
  let room = PAYLOAD_MAX_BYTES - Buffer.byteLength(bare) - ',"values":{}'.length;
  const fitting: string[] = [];
  for (const [key, { step, value }] of Object.entries(values satisfies LatestValues)) {
    const entry = `${JSON.stringify(key)}:${JSON.stringify({ step: wireNumber(step), value: wireNumber(value) })}`;
    room -= Buffer.byteLength(entry) + 1;
    if (room < 0) break;
    fitting.push(entry);
  }
  return fitting.length === 0 ? bare : `${bare.slice(0, -1)},"values":{${fitting.join(",")}}}`;
}

/** Inside a transaction the notification leaves with the commit, so nobody hears of what was rolled back. */
export async function publishChange(executor: Database | Transaction | Sql, change: Change): Promise<void> {
  const payload = encodeChange(change);
  if ("execute" in executor) await executor.execute(drizzleSql`select pg_notify(${CHANGE_CHANNEL}, ${payload})`);
  else await executor`select pg_notify(${CHANGE_CHANNEL}, ${payload})`;
}

/** Several changes in one statement. */
export async function publishChanges(tx: Database | Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const payloads = drizzleSql.param(changes.map(encodeChange));
  await tx.execute(drizzleSql`select pg_notify(${CHANGE_CHANNEL}, payload) from unnest(${payloads}::text[]) payload`);
}
