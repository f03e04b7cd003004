import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as api from "./schema/api";
import * as assessments from "./schema/assessments";
import * as audit from "./schema/audit";
import * as campaigns from "./schema/campaigns";
import * as datasets from "./schema/datasets";
import * as evaluations from "./schema/evaluations";
import * as gates from "./schema/gates";
import * as logs from "./schema/logs";
import * as margins from "./schema/margins";
import * as pairs from "./schema/pairs";
import * as people from "./schema/people";
import * as reports from "./schema/reports";
import * as runs from "./schema/runs";
import * as series from "./schema/series";
import * as studies from "./schema/studies";
import * as views from "./schema/views";

export const schema = {
  ...people,
  ...datasets,
  ...pairs,
  ...reports,
  ...runs,
  ...evaluations,
  ...margins,
  ...series,
  ...studies,
  ...logs,
  ...views,
  ...api,
  ...campaigns,
  ...assessments,
  ...gates,
  ...audit,
};

export type Sql = postgres.Sql;
/** A client, or a transaction of one. */
export type SqlClient = postgres.ISql;
/** A transaction is one too: what is given a database may be part of a larger whole. */
export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** `postgres://…`, or `postgres:///assay?host=/socket/folder&user=…` for a Unix socket. */
export function connectSql(url: string, options: postgres.Options<Record<string, never>> = {}): Sql {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get("host");
  if (!socketFolder?.startsWith("/")) return postgres(url, { onnotice: () => {}, ...options });
  return postgres({
    path: `${socketFolder}/.s.PGSQL.${parsed.searchParams.get("port") ?? "5432"}`,
    database: parsed.pathname.slice(1),
    username: decodeURIComponent(parsed.searchParams.get("user") ?? ""),
    password: decodeURIComponent(parsed.searchParams.get("password") ?? ""),
    onnotice: () => {},
    ...options,
  });
}

/** Takes its own client: drizzle changes how a postgres.js client reads dates and JSON. */
export function connectDrizzle(sql: Sql): Database {
  return drizzle(sql, { schema });
}
