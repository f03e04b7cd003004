import { connectDrizzle, connectSql, type Database, type Sql } from "@/db/database";
import type { TokenGrant } from "@/domain/access";
import { env } from "./env";

/** What writes and queries need from outside; tests pass their own. */
export type Services = {
  db: Database;
  /** Raw SQL on its own client: COPY, unnest, LISTEN. */
  sql: Sql;
  now: () => Date;
};

export type Viewer = {
  userId: string;
  name: string;
  email: string;
  /** What the token that was sent opens; a person in a browser has none, and may do all of their role. */
  token?: TokenGrant;
  /** Of the browser that asks. */
  sessionId?: string;
};

export type Context = Services & { viewer: Viewer | null };

const shared = globalThis as typeof globalThis & { assayServices?: Services };

/** One set of connections a process; kept on globalThis because a reload of the module must not open another. */
export function services(): Services {
  shared.assayServices ??= {
    db: connectDrizzle(connectSql(env().DATABASE_URL, { max: 10 })),
    sql: connectSql(env().DATABASE_URL, { max: 10 }),
    now: () => new Date(),
  };
  return shared.assayServices;
}
