import type { Sql, SqlClient } from "@/db/database";
import { type AxisView, storedView } from "./axis-view";
import { BLOCK_POINTS, CHUNK_ENTRIES, decodePoints, entryPoints, type Points } from "./chunk-layout";
import { type Axis, BucketFold, type Buckets, type Grid } from "./fold-buckets";
import { type Located, locateBlocks } from "./locate-blocks";
import { openGaps } from "./open-gaps";
import { chooseLevel, type Piece, planCover } from "./plan-cover";
import { type Chunk, readChunks } from "./read-chunks";
import { readSegments, type Segment } from "./read-segments";

export type SeriesQuestion = {
  projectId: string;
  runs: readonly string[];
  keys: readonly string[];
  axis: Axis;
  from?: number;
  to?: number;
  buckets: number;
};

export type SeriesSegment = Pick<Segment, "run" | "key" | "attempt" | "source" | "cutStep"> & {
  /** Points behind one entry that was read; 1 means that every point was. */
  resolution: number;
  buckets: Buckets;
};

/** A series with the part of it that is asked for, in what is stored. */
type Seen = { segment: Segment; stored: number; view: AxisView; from: number; to: number };
type Plan = Seen & { tail: Points; located: Located; level: number; pieces: Piece[]; grid: Grid };

const POINT_BYTES = 24;

function planPieces({ from, to, cutBlock }: Located, stored: number, level: number): Piece[] {
  if (cutBlock === null) return planCover({ from, to, stored, level });
  // Summaries that span the cut would show what it hides, so its block is read as points.
  const pieces = planCover({ from, to: Math.min(to, cutBlock), stored, level });
  if (to > cutBlock) pieces.push({ level: 0, from: cutBlock, to: Math.min(stored, cutBlock + BLOCK_POINTS) });
  return pieces;
}

function foldSegment(
  { segment, tail, located, view, from, to, grid }: Plan,
  { chunks, opened }: { chunks: readonly Chunk[]; opened: readonly Points[] },
): Buckets {
  const loose = [...opened];
  // The tail holds the newest points: it shows unless the range ends before.
  if (located.to >= segment.points) loose.push(tail);
  const entriesOf = (chunk: Chunk) => ("skip" in chunk ? CHUNK_ENTRIES - chunk.skip.size : chunk.points.steps.length);
  const entries =
    chunks.reduce((sum, chunk) => sum + entriesOf(chunk), 0) + loose.reduce((sum, each) => sum + each.steps.length, 0);
  const window = { from, to, lastStep: segment.cutStep ?? Number.POSITIVE_INFINITY };
  const fold = new BucketFold(view.stored, window, grid, entries);
  for (const chunk of chunks) {
    if ("skip" in chunk) fold.addSummaries(chunk.summaries, entryPoints(chunk.level), chunk.skip);
    else fold.addPoints(chunk.points);
  }
  for (const points of loose) fold.addPoints(points);
  return fold.finish();
}

/** Where the drawn range begins and ends: as asked, or where the first and last of the series do. */
function drawnRange(seen: readonly Seen[], { from, to }: SeriesQuestion) {
  return {
    from: from ?? seen.reduce((least, { segment, view }) => Math.min(least, view.toShown(segment.xMin)), Infinity),
    to: to ?? seen.reduce((most, { segment, view }) => Math.max(most, view.toShown(segment.xMax)), -Infinity),
  };
}

/**
 * Buckets of several series at once, from as few bytes as the zoom allows. With `views` each run is seen over an axis
 * of its own making, and a run without one is left out.
 */
export async function readSeries(
  sql: Sql,
  question: SeriesQuestion,
  views?: ReadonlyMap<string, AxisView>,
): Promise<SeriesSegment[]> {
  // One moment for all of it: meanwhile newest points may move from their series into a chunk, and chunks into larger ones.
  const { plans, chunks, opened } = await sql.begin("isolation level repeatable read read only", (tx) =>
    readPlanned(tx, question, views),
  );
  return plans.map((plan) => {
    const { run, key, attempt, source, cutStep, seriesId } = plan.segment;
    const { x, xEnd, ...rest } = foldSegment(plan, {
      chunks: chunks.get(seriesId) ?? [],
      opened: opened.get(seriesId) ?? [],
    });
    const shown = { x: x.map(plan.view.toShown), xEnd: xEnd.map(plan.view.toShown) };
    return { run, key, attempt, source, cutStep, resolution: entryPoints(plan.level), buckets: { ...shown, ...rest } };
  });
}

async function readPlanned(sql: SqlClient, question: SeriesQuestion, views?: ReadonlyMap<string, AxisView>) {
  const { projectId, axis, buckets } = question;
  const seen = (await readSegments(sql, question)).flatMap((segment): Seen[] => {
    const view = views ? views.get(segment.run) : storedView(axis);
    if (!view) return [];
    const from = view.toStored(question.from ?? Number.NEGATIVE_INFINITY);
    const to = view.toStored(question.to ?? Number.POSITIVE_INFINITY);
    return [{ segment, stored: segment.points - segment.tail.byteLength / POINT_BYTES, view, from, to }];
  });
  const located = await locateBlocks(sql, seen, axis);
  const drawn = drawnRange(seen, question);
  const plans = seen.map((each): Plan => {
    const { segment, stored, view } = each;
    const place = located.get(segment.seriesId) ?? { from: 0, to: segment.points, cutBlock: null };
    const level = chooseLevel(place.to - place.from, buckets);
    const grid = { from: view.toStored(drawn.from), to: view.toStored(drawn.to), buckets };
    const pieces = planPieces(place, stored, level);
    return { ...each, tail: decodePoints(segment.tail), located: place, level, pieces, grid };
  });
  const wanted = plans.flatMap(({ segment, pieces }) =>
    pieces.map((piece) => ({ ...piece, seriesId: segment.seriesId })),
  );
  const chunks = await readChunks(sql, projectId, wanted, axis);
  const bucketWidths = new Map(
    plans.map(({ segment, grid }) => [segment.seriesId, (grid.to - grid.from) / grid.buckets]),
  );
  const opened = await openGaps(sql, projectId, chunks, { axis, bucketWidths });
  return { plans, chunks, opened };
}
