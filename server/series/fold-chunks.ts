import {
  BLOCK_POINTS,
  CHUNKS_BELOW,
  chunkPoints,
  copyPoints,
  encodePoints,
  encodeSummaries,
  entryPoints,
  joinPoints,
  type Points,
  type Summaries,
  slicePoints,
  TAIL_POINTS,
} from "./chunk-layout";
import type { EarlierChunks } from "./earlier-chunks";
import { countNonFinite, type Extent, extentOf, extentOfPoints, mergeSummaries, summarisePoints } from "./summarise";

export type NewChunk = Extent & {
  level: number;
  firstIndex: number;
  points: number;
  nonFinite: number;
  bytes: Uint8Array;
};

function summaryChunk(level: number, firstIndex: number, summaries: Summaries): NewChunk {
  const extent = extentOf(summaries);
  const nonFinite = countNonFinite(extent);
  const bytes = encodeSummaries(summaries, nonFinite);
  return { ...extent, level, firstIndex, points: chunkPoints(level), nonFinite, bytes };
}

/** Points as chunks of level 0; none crosses a block, so blocks can be read alone. */
function cutIntoChunks(points: Points, firstIndex: number): NewChunk[] {
  const chunks: NewChunk[] = [];
  const end = firstIndex + points.steps.length;
  for (let at = firstIndex; at < end; ) {
    const next = Math.min(end, (Math.floor(at / BLOCK_POINTS) + 1) * BLOCK_POINTS);
    const part = slicePoints(points, at - firstIndex, next - firstIndex);
    const extent = extentOfPoints(part);
    const nonFinite = countNonFinite(extent);
    chunks.push({ ...extent, level: 0, firstIndex: at, points: next - at, nonFinite, bytes: encodePoints(part) });
    at = next;
  }
  return chunks;
}

/** Summaries of level 1 of every block that is whole now. */
function summariseBlocks(points: Points, firstIndex: number, earlier: EarlierChunks): Summaries[] {
  const end = firstIndex + points.steps.length;
  const firstBlock = Math.floor(firstIndex / BLOCK_POINTS);
  const wholeBlocks = Math.floor(end / BLOCK_POINTS) - firstBlock;
  if (wholeBlocks <= 0) return [];
  const missing = firstIndex > firstBlock * BLOCK_POINTS ? earlier.points : [];
  const all = joinPoints([...missing, points]);
  return Array.from({ length: wholeBlocks }, (_, block) =>
    summarisePoints(slicePoints(all, block * BLOCK_POINTS, (block + 1) * BLOCK_POINTS), entryPoints(1)),
  );
}

/** Chunks of levels 1 and up that the points from `firstIndex` on complete. */
function buildLevels(points: Points, firstIndex: number, earlier: EarlierChunks): NewChunk[] {
  const chunks: NewChunk[] = [];
  let below = summariseBlocks(points, firstIndex, earlier);
  let position = Math.floor(firstIndex / BLOCK_POINTS);
  for (let level = 1; below.length > 0; level += 1) {
    for (const [offset, summaries] of below.entries()) {
      chunks.push(summaryChunk(level, (position + offset) * chunkPoints(level), summaries));
    }
    const parent = Math.floor(position / CHUNKS_BELOW);
    const wholeParents = Math.floor((position + below.length) / CHUNKS_BELOW) - parent;
    if (wholeParents <= 0) break;
    const missing = position > parent * CHUNKS_BELOW ? (earlier.summaries.get(level) ?? []) : [];
    const all = [...missing, ...below];
    below = Array.from({ length: wholeParents }, (_, index) =>
      mergeSummaries(all.slice(index * CHUNKS_BELOW, (index + 1) * CHUNKS_BELOW), CHUNKS_BELOW),
    );
    position = parent;
  }
  return chunks;
}

/** What new points turn into behind `stored` points in chunks and a tail: chunks to write and the tail to keep. */
export function foldChunks(
  { stored, tail, incoming }: { stored: number; tail: Points; incoming: Points },
  earlier: EarlierChunks,
): { chunks: NewChunk[]; tail: Points } {
  const points = joinPoints(tail.steps.length > 0 ? [tail, incoming] : [incoming]);
  if (points.steps.length < TAIL_POINTS) return { chunks: [], tail: copyPoints(points) };
  const chunks = [...cutIntoChunks(points, stored), ...buildLevels(points, stored, earlier)];
  return { chunks, tail: copyPoints(slicePoints(points, 0, 0)) };
}
