import type { Sql } from "@/db/database";
import {
  BLOCK_POINTS,
  CHUNK_ENTRIES,
  decodePoints,
  decodeSummaries,
  entryPoints,
  POINT_STEP_BYTES,
  type Points,
  SUMMARY_STEP_BYTES,
} from "./chunk-layout";
import { type Axis, BucketFold, type Buckets, type Grid } from "./fold-buckets";
import { type Located, locateBlocks } from "./locate-blocks";
import { chooseLevel, type Piece, planCover } from "./plan-cover";
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
type ChunkRow = { seriesId: string; level: number; points: number; bytes: Buffer };

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

/** All chunks of all plans in one statement; of each only the bytes that the axis needs. */
async function readChunks(sql: Sql, projectId: string, plans: readonly Plan[], axis: Axis) {
  const wanted = plans.flatMap(({ segment, pieces }) => pieces.map((piece) => ({ id: segment.seriesId, ...piece })));
  const chunks = new Map<string, ChunkRow[]>();
  if (wanted.length === 0) return chunks;
  const rows = await sql<ChunkRow[]>`
    select c.series_id as "seriesId", c.level, c.points,
      case
        when ${axis} = 'time' or (c.level > 0 and c.non_finite > 0) then c.bytes
        when c.level = 0 then substring(c.bytes from 1 for c.points * ${POINT_STEP_BYTES}::int)
        else substring(c.bytes from 1 for ${SUMMARY_STEP_BYTES}::int)
      end as bytes
    from unnest(
      ${wanted.map((piece) => piece.id)}::bigint[], ${wanted.map((piece) => piece.level)}::int[],
      ${wanted.map((piece) => piece.from)}::bigint[], ${wanted.map((piece) => piece.to)}::bigint[]
    ) as wanted (id, level, first, after)
    join series_chunk c on c.project_id = ${projectId} and c.series_id = wanted.id and c.level = wanted.level
      and c.first_index >= wanted.first and c.first_index < wanted.after
    order by c.series_id, c.first_index`;
  for (const row of rows) {
    const list = chunks.get(row.seriesId);
    if (list) list.push(row);
    else chunks.set(row.seriesId, [row]);
  }
  return chunks;
}

function foldSegment(
  { segment, tail, located }: Plan,
  chunks: readonly ChunkRow[],
  { axis, from, to }: Range,
  grid: Grid,
): Buckets {
  // The tail holds the newest points: it shows unless the range ends before.
  const reachesTail = located.to >= segment.points;
  const entries = chunks.reduce((sum, chunk) => sum + (chunk.level === 0 ? chunk.points : CHUNK_ENTRIES), 0);
  const window = { from, to, lastStep: segment.cutStep ?? Number.POSITIVE_INFINITY };
  const fold = new BucketFold(axis, window, grid, entries + (reachesTail ? tail.steps.length : 0));
  for (const chunk of chunks) {
    if (chunk.level === 0) fold.addPoints(decodePoints(chunk.bytes, chunk.points));
    else fold.addSummaries(decodeSummaries(chunk.bytes), entryPoints(chunk.level));
  }
  if (reachesTail) fold.addPoints(tail);
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
  const chunks = await readChunks(sql, projectId, plans, axis);
  const grid = {
    from: question.from ?? Math.min(...segments.map((segment) => segment.xMin)),
    to: question.to ?? Math.max(...segments.map((segment) => segment.xMax)),
    buckets: question.buckets,
  };
  return plans.map((plan) => {
    const { run, key, attempt, source, cutStep, seriesId } = plan.segment;
    const buckets = foldSegment(plan, chunks.get(seriesId) ?? [], { axis, from, to }, grid);
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
