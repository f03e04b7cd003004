import { and, desc, eq, gt, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
import { checkpoint, run } from "@/db/schema/runs";
import { allowedActions, LIVE_STATES, type RunAction } from "@/domain/runs/run-rules";
import { DomainError } from "../errors";
import { readFilter } from "./read-filter";
import { type RunCells, readRunCells } from "./run-cells-queries";
import { type RunInputView, readRunInputs } from "./run-inputs-queries";
import { type OrderRequest, readOrderedIds } from "./run-order-queries";
import { type RunResult, readRunResults } from "./run-results-queries";

const listColumns = {
  id: run.id,
  name: run.name,
  stage: run.stage,
  state: run.state,
  seed: run.seed,
  tags: run.tags,
  note: run.note,
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

export type RunRow = Selected & {
  inputs: RunInputView[];
  result: RunResult | null;
  actions: RunAction[];
  /** Of the columns asked for that are configs or metrics. */
  cells: RunCells;
};
export type RunPage = {
  items: RunRow[];
  nextCursor: string | null;
  /** All that the filter holds for; and all of the project, archived ones aside. */
  total: number;
  all: number;
  /** The newest launch that the list holds; given back with the next page, it keeps newer runs from moving rows. */
  asOf: Date;
};

function selectRows(db: Database, where: SQL | undefined, order: SQL, limit: number) {
  const columns: ListColumns = listColumns;
  return db.select(columns).from(run).where(where).orderBy(order).limit(limit);
}

async function completeRows(
  db: Database,
  projectId: string,
  rows: Selected[],
  columns: readonly string[] = [],
): Promise<RunRow[]> {
  const runIds = rows.map((row) => row.id);
  const [inputs, results, cells] = await Promise.all([
    readRunInputs(db, { projectId, runIds }),
    readRunResults(db, { projectId, runIds }),
    readRunCells(db, { projectId, runIds }, columns),
  ]);
  return rows.map((row) => ({
    ...row,
    inputs: inputs.get(row.id) ?? [],
    result: results.get(row.id) ?? null,
    actions: allowedActions({ ...row, archived: row.archivedAt !== null }),
    cells: cells.get(row.id) ?? {},
  }));
}

export type ListRequest = OrderRequest & { filter: string; columns: readonly string[]; asOf: Date | null };

export async function listRuns(db: Database, projectId: string, request: ListRequest): Promise<RunPage> {
  const asOf = request.asOf ?? new Date();
  const matches = and(await readFilter(db, projectId, request.filter), lte(run.createdAt, asOf));
  const [page, all] = await Promise.all([
    readOrderedIds(db, { projectId, where: matches }, request),
    db.$count(run, and(eq(run.projectId, projectId), isNull(run.archivedAt))),
  ]);
  return {
    items: await readRunRows(db, projectId, page.ids, request.columns),
    nextCursor: page.nextCursor,
    total: page.total,
    all,
    asOf,
  };
}

const MOST_IDS = 50_000;

/** Every id that a filter holds for, newest first; says when there are more than can be worked on at once. */
export async function readMatchingIds(db: Database, projectId: string, of: { filter: string; asOf: Date | null }) {
  const where = and(await readFilter(db, projectId, of.filter), of.asOf ? lte(run.createdAt, of.asOf) : undefined);
  const rows = await db
    .select({ id: run.id })
    .from(run)
    .where(where)
    .orderBy(desc(run.createdAt))
    .limit(MOST_IDS + 1);
  return { ids: rows.slice(0, MOST_IDS).map(({ id }) => id), complete: rows.length <= MOST_IDS };
}

export async function countNewer(db: Database, projectId: string, of: { filter: string; asOf: Date }): Promise<number> {
  return db.$count(run, and(await readFilter(db, projectId, of.filter), gt(run.createdAt, of.asOf)));
}

/** Rows of the table by id, in the order of the ids; one that is not there any more is left out. */
export async function readRunRows(
  db: Database,
  projectId: string,
  ids: readonly string[],
  columns: readonly string[] = [],
): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const where = and(eq(run.projectId, projectId), inArray(run.id, [...ids]));
  const rows = await completeRows(db, projectId, await selectRows(db, where, sql`${run.id}`, ids.length), columns);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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
  return completeRows(db, projectId, await selectRows(db, where, sql`${run.startedAt} asc nulls last`, 50));
}
