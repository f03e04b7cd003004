import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
import { checkpoint, run } from "@/db/schema/runs";
import { readRunFilter } from "@/domain/runs/run-filter";
import { allowedActions, LIVE_STATES, type RunAction } from "@/domain/runs/run-rules";
import type { RunSort } from "@/domain/runs/run-sort";
import { DomainError } from "../errors";
import { filterCondition } from "./run-filter-sql";
import { type RunInputView, readRunInputs } from "./run-inputs-queries";
import { afterCursor, orderBy, readCursor, sortValueText, writeCursor } from "./run-order-sql";
import { type RunResult, readRunResults } from "./run-results-queries";

const listColumns = {
  id: run.id,
  name: run.name,
  stage: run.stage,
  state: run.state,
  seed: run.seed,
  tags: run.tags,
  attempt: run.attempt,
  priority: run.priority,
  progress: run.progress,
  headline: run.headline,
  failure: run.failure,
  waitingFor: run.waitingFor,
  cancelRequestedAt: run.cancelRequestedAt,
  studyId: run.studyId,
  createdAt: run.createdAt,
  queuedAt: run.queuedAt,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  archivedAt: run.archivedAt,
  busySeconds: run.busySeconds,
  cost: run.cost,
  executor: run.executor,
  costCurrency: run.costCurrency,
  hasCheckpoint: sql<boolean>`exists (select 1 from ${checkpoint} where ${checkpoint.projectId} = ${run.projectId}
    and ${checkpoint.runId} = ${run.id} and ${checkpoint.kept})`,
};

type ListColumns = { [K in keyof typeof listColumns]: (typeof listColumns)[K] };
type Selected = Awaited<ReturnType<typeof selectRows>>[number];

export type RunRow = Selected & { inputs: RunInputView[]; result: RunResult | null; actions: RunAction[] };
export type RunPage = {
  rows: RunRow[];
  /** All that the filter holds for; and all of the project, archived ones aside. */
  matching: number;
  total: number;
  nextCursor: string | null;
};

function selectRows(db: Database, where: SQL | undefined, order: SQL, limit: number, sortValue: SQL<string | null>) {
  const columns: ListColumns & { sortValue: SQL<string | null> } = { ...listColumns, sortValue };
  return db.select(columns).from(run).where(where).orderBy(order).limit(limit);
}

async function completeRows(db: Database, projectId: string, rows: Selected[]): Promise<RunRow[]> {
  const runIds = rows.map((row) => row.id);
  const [inputs, results] = await Promise.all([
    readRunInputs(db, { projectId, runIds }),
    readRunResults(db, { projectId, runIds }),
  ]);
  return rows.map((row) => ({
    ...row,
    inputs: inputs.get(row.id) ?? [],
    result: results.get(row.id) ?? null,
    actions: allowedActions({ ...row, archived: row.archivedAt !== null }),
  }));
}

export function parseFilter(source: string) {
  const reading = readRunFilter(source);
  if (reading.ok) return reading.filter;
  throw new DomainError("Validation", reading.problem.sentence, [{ where: "filter", what: reading.problem.sentence }]);
}

export type ListRequest = { filter: string; sort: RunSort; cursor: string | null; limit: number };

export async function listRuns(db: Database, projectId: string, request: ListRequest): Promise<RunPage> {
  const here = eq(run.projectId, projectId);
  const matches = and(here, filterCondition(parseFilter(request.filter)));
  const after = request.cursor === null ? undefined : afterCursor(request.sort, readCursor(request.cursor));
  const [found, matching, total] = await Promise.all([
    selectRows(db, and(matches, after), orderBy(request.sort), request.limit + 1, sortValueText(request.sort)),
    db.$count(run, matches),
    db.$count(run, and(here, isNull(run.archivedAt))),
  ]);
  const page = found.slice(0, request.limit);
  const last = page.at(-1);
  return {
    rows: await completeRows(db, projectId, page),
    matching,
    total,
    nextCursor: found.length > page.length && last ? writeCursor({ id: last.id, value: last.sortValue }) : null,
  };
}

/** Rows of the table by id, for updating in place what changed. */
export async function readRunRows(db: Database, projectId: string, ids: readonly string[]): Promise<RunRow[]> {
  const where = and(eq(run.projectId, projectId), inArray(run.id, [...ids]));
  const rows = await selectRows(db, where, sql`${run.id}`, ids.length, sql<string | null>`null`);
  return completeRows(db, projectId, rows);
}

export async function readRun(db: Database, within: { projectId: string; runId: string }) {
  const [row] = await readRunRows(db, within.projectId, [within.runId]);
  const [rest] = await db
    .select({ run, createdByName: user.name })
    .from(run)
    .leftJoin(user, eq(user.id, run.createdBy))
    .where(and(eq(run.projectId, within.projectId), eq(run.id, within.runId)));
  if (!row || !rest) throw new DomainError("NotFound", `There is no run "${within.runId}" in this project.`);
  return { ...rest.run, ...row, createdByName: rest.createdByName };
}

/** Runs that hold a device now, longest running first: the popover of the top bar. */
export async function listLiveRuns(db: Database, projectId: string): Promise<RunRow[]> {
  const where = and(eq(run.projectId, projectId), inArray(run.state, [...LIVE_STATES]));
  return completeRows(
    db,
    projectId,
    await selectRows(db, where, sql`${run.startedAt} asc nulls last`, 50, sql<string | null>`null`),
  );
}
