import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { run, study } from "@/db/schema/runs";
import { LIVE_STATES } from "@/domain/runs/run-rules";
import { type RunRow, readRunRows } from "../runs/runs-queries";
import { readStudy } from "../studies/study-queries";

const NEEDS_DAYS = 14;
const MOST_ROWS = 8;

export type Overview = {
  /** Runs that failed or were lost of late, and that nobody has retried, repeated or archived. */
  needsYou: RunRow[];
  running: RunRow[];
  queued: number;
  runs: number;
  /** The study in which something happened last. */
  study: Awaited<ReturnType<typeof readStudy>> | null;
};

async function readRows(db: Database, projectId: string, ids: string[]): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const byId = new Map((await readRunRows(db, projectId, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function readOverview(db: Database, at: { projectId: string; now: Date }): Promise<Overview> {
  const here = and(eq(run.projectId, at.projectId), isNull(run.archivedAt));
  const since = new Date(at.now.getTime() - NEEDS_DAYS * 86_400_000);
  const repeated = sql`exists (select 1 from ${run} as later where later.project_id = ${run.projectId}
    and later.cloned_from_run_id = ${run.id} and later.state not in ('failed', 'lost'))`;
  const [broken, live, queued, runs, [latest]] = await Promise.all([
    db
      .select({ id: run.id })
      .from(run)
      .where(and(here, inArray(run.state, ["failed", "lost"]), gt(run.endedAt, since), sql`not ${repeated}`))
      .orderBy(desc(run.endedAt))
      .limit(MOST_ROWS),
    db
      .select({ id: run.id })
      .from(run)
      .where(and(here, inArray(run.state, [...LIVE_STATES])))
      .orderBy(sql`${run.startedAt} asc nulls last`)
      .limit(MOST_ROWS),
    db.$count(run, and(here, inArray(run.state, ["queued", "waiting"]))),
    db.$count(run, here),
    db
      .select({ id: study.id })
      .from(study)
      .where(eq(study.projectId, at.projectId))
      .orderBy(
        sql`(select max(greatest(${run.createdAt}, ${run.startedAt}, ${run.endedAt})) from ${run}
          where ${run.projectId} = ${study.projectId} and ${run.studyId} = ${study.id}) desc nulls last`,
      )
      .limit(1),
  ]);
  const [needsYou, running, found] = await Promise.all([
    readRows(
      db,
      at.projectId,
      broken.map(({ id }) => id),
    ),
    readRows(
      db,
      at.projectId,
      live.map(({ id }) => id),
    ),
    latest ? readStudy(db, { projectId: at.projectId, studyId: latest.id }) : null,
  ]);
  return { needsYou, running, queued, runs, study: found };
}
