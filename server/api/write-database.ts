import { connectDrizzle, connectSql, type Database } from "@/db/database";
import { env } from "../env";

export const WRITES_AT_ONCE = 4;

const shared = globalThis as typeof globalThis & { assayWriteDatabase?: Database };

/** Writes that hold a transaction while they work have connections of their own, so that no screen waits for them. */
export function writeDatabase(): Database {
  shared.assayWriteDatabase ??= connectDrizzle(connectSql(env().DATABASE_URL, { max: WRITES_AT_ONCE }));
  return shared.assayWriteDatabase;
}
