import type { Sql } from "@/db/database";
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

type Range = { axis: Axis; from: number; to: number };
type Plan = { segment: Segment; tail: Points; located: Located; level: number; pieces: Piece[] };

const POINT_BYTES = 24;

function planSegment(segment: Segment, located: Located, buckets: number): Plan {
  const tail = decodePoints(segment.tail);
  const stored = segment.points - tail.steps.length;
  const level = chooseLevel(located.to - located.from, buckets);
  const { from, to, cutBlock } = located;
  if (cutBlock === null) return { segment, tail, located, level, pieces: planCover({ from, to, stored, level }) };
  // Summaries that span the cut would show what it hides, so its block is read as points.
  const pieces = planCover({ from, to: Math.min(to, cutBlock), stored, level });
  if (to > cutBlock) pieces.push({ level: 0, from: cutBlock, to: Math.min(stored, cutBlock + BLOCK_POINTS) });
  return { segment, tail, located, level, pieces };
}

function foldSegment(
  { segment, tail, located }: Plan,
  { chunks, opened }: { chunks: readonly Chunk[]; opened: readonly Points[] },
  { axis, from, to }: Range,
  grid: Grid,
): Buckets {
  const loose = [...opened];
  // The tail holds the newest points: it shows unless the range ends before.
  if (located.to >= segment.points) loose.push(tail);
  const entriesOf = (chunk: Chunk) => ("skip" in chunk ? CHUNK_ENTRIES - chunk.skip.size : chunk.points.steps.length);
  const entries =
    chunks.reduce((sum, chunk) => sum + entriesOf(chunk), 0) + loose.reduce((sum, each) => sum + each.steps.length, 0);
  const window = { from, to, lastStep: segment.cutStep ?? Number.POSITIVE_INFINITY };
  const fold = new BucketFold(axis, window, grid, entries);
  for (const chunk of chunks) {
    if ("skip" in chunk) fold.addSummaries(chunk.summaries, entryPoints(chunk.level), chunk.skip);
    else fold.addPoints(chunk.points);
  }
  for (const points of loose) fold.addPoints(points);
  return fold.finish();
}

/** Buckets of several series at once, from as few bytes as the zoom allows. */
export async function readSeries(sql: Sql, question: SeriesQuestion): Promise<SeriesSegment[]> {
  const { projectId, axis } = question;
  const segments = await readSegments(sql, question);
  const from = question.from ?? Number.NEGATIVE_INFINITY;
  const to = question.to ?? Number.POSITIVE_INFINITY;
  const sized = segments.map((segment) => ({
    segment,
    stored: segment.points - segment.tail.byteLength / POINT_BYTES,
  }));
  const located = await locateBlocks(sql, sized, { axis, from, to });
  const plans = segments.map((segment) =>
    planSegment(
      segment,
      located.get(segment.seriesId) ?? { from: 0, to: segment.points, cutBlock: null },
      question.buckets,
    ),
  );
  const wanted = plans.flatMap(({ segment, pieces }) =>
    pieces.map((piece) => ({ ...piece, seriesId: segment.seriesId })),
  );
  const chunks = await readChunks(sql, projectId, wanted, axis);
  const grid = {
    from: question.from ?? Math.min(...segments.map((segment) => segment.xMin)),
    to: question.to ?? Math.max(...segments.map((segment) => segment.xMax)),
    buckets: question.buckets,
  };
  const bucketWidth = (grid.to - grid.from) / grid.buckets;
  const opened = await openGaps(sql, projectId, chunks, { axis, bucketWidth });
  return plans.map((plan) => {
    const { run, key, attempt, source, cutStep, seriesId } = plan.segment;
    const buckets = foldSegment(
      plan,
      { chunks: chunks.get(seriesId) ?? [], opened: opened.get(seriesId) ?? [] },
      { axis, from, to },
      grid,
    );
    return {
      run,
      key,
      attempt,
      source,
      cutStep,
      resolution: entryPoints(plan.level),
      buckets,
    };
  });
}
