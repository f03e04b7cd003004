import { connectDrizzle, connectSql } from "@/db/database";
import type { Services } from "../context";
import { env } from "../env";
import { Turnstile } from "./turnstile";

/** Batches that are worked on at once: enough to keep two cores and the disk busy. */
const AT_ONCE = 4;

type Ingest = { services: Services; turnstile: Turnstile };
const shared = globalThis as typeof globalThis & { assayIngest?: Ingest };

/** Connections of its own, so that nobody who reads waits in one queue with those who write. */
export function ingest(): Ingest {
  shared.assayIngest ??= {
    services: {
      db: connectDrizzle(connectSql(env().DATABASE_URL, { max: AT_ONCE })),
      sql: connectSql(env().DATABASE_URL, { max: AT_ONCE }),
      now: () => new Date(),
    },
    turnstile: new Turnstile(AT_ONCE),
  };
  return shared.assayIngest;
}
