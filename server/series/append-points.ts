import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { series, seriesChunk } from "@/db/schema/series";
import type { LatestValues } from "../live/change";
import { decodePoints, decodeSummaries, encodeTail, type Points } from "./chunk-layout";
import { type EarlierChunks, foldChunks, type NewChunk } from "./fold-chunks";
import { type Extent, extentOf, summarisePoints } from "./summarise";

export type SeriesOwner = { projectId: string; runId: string; attempt: number };
export type IncomingSeries = { source: "metrics" | "resource"; points: Points };

type SeriesRow = typeof series.$inferSelect;
type NewSeries = typeof series.$inferInsert;

/** Stays well under the 65,534 parameters of one statement. */
const SERIES_A_STATEMENT = 500;
const CHUNKS_A_STATEMENT = 200;

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b));
const greatest = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));

function isOrdered(steps: Float64Array, before: number): boolean {
  let last = before;
  for (const step of steps) {
    if (!(step >= last)) return false;
    last = step;
  }
  return true;
}

function lastFinite(values: Float64Array): number | null {
  return values.findLast((value) => Number.isFinite(value)) ?? null;
}

function mergeRow(row: SeriesRow | undefined, { points }: IncomingSeries, extent: Extent) {
  const { steps, values, times } = points;
  const end = steps.length - 1;
  return {
    points: (row?.points ?? 0) + steps.length,
    firstStep: row?.firstStep ?? steps[0] ?? 0,
    firstTime: row?.firstTime ?? times[0] ?? 0,
    lastStep: steps[end] ?? 0,
    lastTime: times[end] ?? 0,
    stepMin: Math.min(row?.stepMin ?? extent.stepMin, extent.stepMin),
    stepMax: Math.max(row?.stepMax ?? extent.stepMax, extent.stepMax),
    ordered: (row?.ordered ?? true) && isOrdered(steps, row?.lastStep ?? Number.NEGATIVE_INFINITY),
    last: values[end] ?? Number.NaN,
    lastFinite: lastFinite(values) ?? row?.lastFinite ?? null,
    min: least(row?.min ?? null, extent.min),
    max: greatest(row?.max ?? null, extent.max),
    nan: (row?.nan ?? 0) + extent.nan,
    plusInfinity: (row?.plusInfinity ?? 0) + extent.plusInfinity,
    minusInfinity: (row?.minusInfinity ?? 0) + extent.minusInfinity,
  };
}

function earlierChunks(tx: Transaction, seriesId: number | undefined): EarlierChunks {
  const read = async (level: number, fromIndex: number) => {
    if (seriesId === undefined) return [];
    const where = and(
      eq(seriesChunk.seriesId, seriesId),
      eq(seriesChunk.level, level),
      gte(seriesChunk.firstIndex, fromIndex),
    );
    const rows = await tx
      .select({ bytes: seriesChunk.bytes })
      .from(seriesChunk)
      .where(where)
      .orderBy(asc(seriesChunk.firstIndex));
    return rows.map((row) => row.bytes);
  };
  return {
    points: async (fromIndex) => (await read(0, fromIndex)).map((bytes) => decodePoints(bytes)),
    summaries: async (level, fromIndex) => (await read(level, fromIndex)).map((bytes) => decodeSummaries(bytes)),
  };
}

const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** Writes new and grown series in one statement; identity stays, everything else is replaced. */
async function writeSeries(tx: Transaction, rows: NewSeries[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (let at = 0; at < rows.length; at += SERIES_A_STATEMENT) {
    const written = await tx
      .insert(series)
      .values(rows.slice(at, at + SERIES_A_STATEMENT))
      .onConflictDoUpdate({
        target: [series.runId, series.attempt, series.key],
        set: {
          points: excluded("points"),
          lastStep: excluded("last_step"),
          lastTime: excluded("last_time"),
          stepMin: excluded("step_min"),
          stepMax: excluded("step_max"),
          ordered: excluded("ordered"),
          last: excluded("last"),
          lastFinite: excluded("last_finite"),
          min: excluded("min"),
          max: excluded("max"),
          nan: excluded("nan"),
          plusInfinity: excluded("plus_infinity"),
          minusInfinity: excluded("minus_infinity"),
          tail: excluded("tail"),
        },
      })
      .returning({ id: series.id, key: series.key });
    for (const { id, key } of written) ids.set(key, id);
  }
  return ids;
}

async function writeChunks(tx: Transaction, projectId: string, chunks: (NewChunk & { seriesId: number })[]) {
  for (let at = 0; at < chunks.length; at += CHUNKS_A_STATEMENT) {
    const rows = chunks.slice(at, at + CHUNKS_A_STATEMENT).map((chunk) => ({
      projectId,
      seriesId: chunk.seriesId,
      level: chunk.level,
      firstIndex: chunk.firstIndex,
      points: chunk.points,
      stepMin: chunk.stepMin,
      stepMax: chunk.stepMax,
      timeMin: chunk.timeMin,
      timeMax: chunk.timeMax,
      nonFinite: chunk.nonFinite,
      bytes: chunk.bytes,
    }));
    await tx.insert(seriesChunk).values(rows);
  }
}

/**
 * Appends points to series of one attempt, with the summaries they complete. The caller holds the lock of the attempt,
 * so nobody else appends to them. Returns the latest point of each key.
 */
export async function appendPoints(
  tx: Transaction,
  owner: SeriesOwner,
  incoming: ReadonlyMap<string, IncomingSeries>,
): Promise<LatestValues> {
  if (incoming.size === 0) return {};
  const { projectId, runId, attempt } = owner;
  const found = await tx
    .select()
    .from(series)
    .where(and(eq(series.runId, runId), eq(series.attempt, attempt), inArray(series.key, [...incoming.keys()])));
  const known = new Map(found.map((row) => [row.key, row]));
  const rows: NewSeries[] = [];
  const chunks: (NewChunk & { key: string })[] = [];
  const latest: LatestValues = {};
  for (const [key, added] of incoming) {
    const row = known.get(key);
    const tail = decodePoints(row?.tail ?? new Uint8Array());
    const stored = (row?.points ?? 0) - tail.steps.length;
    const folded = await foldChunks({ stored, tail, incoming: added.points }, earlierChunks(tx, row?.id));
    const merged = mergeRow(row, added, extentOf(summarisePoints(added.points, added.points.steps.length)));
    rows.push({ ...merged, projectId, runId, attempt, key, source: added.source, tail: encodeTail(folded.tail) });
    for (const chunk of folded.chunks) chunks.push({ ...chunk, key });
    latest[key] = { step: merged.lastStep, value: merged.last };
  }
  const ids = await writeSeries(tx, rows);
  const withId = chunks.flatMap((chunk) => {
    const seriesId = ids.get(chunk.key);
    return seriesId === undefined ? [] : [{ ...chunk, seriesId }];
  });
  await writeChunks(tx, projectId, withId);
  return latest;
}
