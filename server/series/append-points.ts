import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { series, seriesChunk } from "@/db/schema/series";
import { decodePoints, encodeTail } from "./chunk-layout";
import { readEarlier } from "./earlier-chunks";
import type { NewChunk } from "./fold-chunks";
import {
  type GrownSeries,
  growSeries,
  type IncomingSeries,
  piecesToGrow,
  type SeriesOwner,
  type SeriesState,
} from "./grow-series";

export type { SeriesOwner } from "./grow-series";

/** Stays well under the 65,534 parameters of one statement. */
const SERIES_A_STATEMENT = 500;
const CHUNKS_A_STATEMENT = 200;
const KEYS_A_STATEMENT = 5_000;

async function readStates(tx: Transaction, { runId, attempt }: SeriesOwner, keys: readonly string[]) {
  const states = new Map<string, SeriesState>();
  for (let at = 0; at < keys.length; at += KEYS_A_STATEMENT) {
    const slice = keys.slice(at, at + KEYS_A_STATEMENT);
    const of = and(eq(series.runId, runId), eq(series.attempt, attempt), inArray(series.key, slice));
    for (const row of await tx.select().from(series).where(of)) {
      states.set(row.key, { ...row, tail: decodePoints(row.tail) });
    }
  }
  return states;
}

export type Appended = { before: SeriesState | undefined; after: SeriesState };

const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** Writes new and grown series; identity stays, everything else is replaced. */
async function writeSeries(tx: Transaction, grown: readonly GrownSeries[]): Promise<SeriesState[]> {
  const stored: SeriesState[] = [];
  for (let at = 0; at < grown.length; at += SERIES_A_STATEMENT) {
    const slice = grown.slice(at, at + SERIES_A_STATEMENT);
    const written = await tx
      .insert(series)
      .values(slice.map(({ id: _, tail, ...row }) => ({ ...row, tail: encodeTail(tail) })))
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
    const ids = new Map(written.map(({ key, id }) => [key, id]));
    for (const each of slice) {
      const id = ids.get(each.key);
      if (id === undefined) throw new Error("A series was not written.");
      stored.push({ ...each, id });
    }
  }
  return stored;
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
 * so nobody else appends to them. Returns each series as it was and as it is stored now.
 */
export async function appendPoints(
  tx: Transaction,
  owner: SeriesOwner,
  incoming: ReadonlyMap<string, IncomingSeries>,
): Promise<Appended[]> {
  if (incoming.size === 0) return [];
  const states = await readStates(tx, owner, [...incoming.keys()]);
  const wanted = [...incoming].flatMap(([key, added]) => {
    const state = states.get(key);
    return state ? piecesToGrow(state, added).map((piece) => ({ ...piece, seriesId: state.id })) : [];
  });
  const earlier = await readEarlier(tx, wanted);
  const all = [...incoming].map(([key, added]) => {
    const state = states.get(key);
    return growSeries(owner, key, state, added, state && earlier.get(state.id));
  });
  const stored = await writeSeries(
    tx,
    all.map(({ grown }) => grown),
  );
  const chunks = all.flatMap((each, index) =>
    each.chunks.map((chunk) => ({ ...chunk, seriesId: stored[index]?.id ?? 0 })),
  );
  await writeChunks(tx, owner.projectId, chunks);
  return stored.map((after) => ({ before: states.get(after.key), after }));
}
