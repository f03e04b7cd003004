import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { RunState } from "@/domain/runs/run-rules";
import { REWRITE_TABLE } from "../rewrites/read-rewrite-lines";

const MOST_RUNS = 50;

type Row = { id: string; name: string; state: RunState; rewrites: number | null; created_at: string };

/** Runs that errors can be planted of, none of them with a generator, with how many wrong rewrites each made. */
export async function listRewriteRuns(db: Database, projectId: string) {
  const rows = await db.execute<Row>(sql`
    select r.id, r.name, r.state, r.created_at, (
        select (a.metadata ->> 'rewrites')::int from artifact a
        where a.project_id = r.project_id and a.run_id = r.id and a.kind = 'table' and a.name = ${REWRITE_TABLE}
        order by a.attempt desc limit 1) as rewrites
    from run r
    where r.project_id = ${projectId} and r.stage = 'rewrite' and not exists (
        select from run_input i where i.project_id = r.project_id and i.run_id = r.id and i.name = 'generator')
    order by r.created_at desc, r.id limit ${MOST_RUNS}`);
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: new Date(created_at) }));
}
