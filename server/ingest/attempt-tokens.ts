import type { Database } from "@/db/database";
import { hashToken } from "../auth/api-tokens";
import type { Services } from "../context";
import { readAttemptKey } from "./ingest-frames";
import type { AttemptKey } from "./store-events";

const REMEMBERED_MOST = 1_000;

const byDatabase = new WeakMap<Database, Map<string, AttemptKey>>();

function remembered(db: Database): Map<string, AttemptKey> {
  const found = byDatabase.get(db) ?? new Map<string, AttemptKey>();
  byDatabase.set(db, found);
  return found;
}

/**
 * Whose token this was when it was last looked up, so that a program that posts often costs no question each time. The
 * key holds the hash: what is stored by it is refused where the attempt has another token by now, or is gone.
 */
export async function recallAttemptKey(services: Pick<Services, "db">, token: string): Promise<AttemptKey | null> {
  const tokenHash = hashToken(token);
  const known = remembered(services.db);
  const found = known.get(tokenHash);
  if (found) return found;
  const read = await readAttemptKey(services, token);
  if (!read) return null;
  const key = { ...read, tokenHash };
  const [oldest] = known.keys();
  if (known.size >= REMEMBERED_MOST && oldest) known.delete(oldest);
  known.set(tokenHash, key);
  return key;
}

export function forgetToken({ db }: Pick<Services, "db">, token: string): void {
  remembered(db).delete(hashToken(token));
}
