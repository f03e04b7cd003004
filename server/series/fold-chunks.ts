import {
  BLOCK_POINTS,
  CHUNKS_BELOW,
  chunkPoints,
  encodePoints,
  encodeSummaries,
  entryPoints,
  joinPoints,
  type Points,
  type Summaries,
  slicePoints,
  TAIL_POINTS,
} from "./chunk-layout";
import { countNonFinite, type Extent, extentOf, mergeSummaries, summarisePoints } from "./summarise";

export type NewChunk = Extent & {
  level: number;
  firstIndex: number;
  points: number;
  nonFinite: number;
  bytes: Uint8Array;
};

/** Reads back what earlier batches stored; called at most once for each level that a batch completes. */
export type EarlierChunks = {
  points: (fromIndex: number) => Promise<Points[]>;
  summaries: (level: number, fromIndex: number) => Promise<Summaries[]>;
};

function chunkOf(
  level: number,
  firstIndex: number,
  summaries: Summaries,
  points: number,
  bytes?: Uint8Array,
): NewChunk {
  const extent = extentOf(summaries);
  const nonFinite = countNonFinite(extent);
  return { ...extent, level, firstIndex, points, nonFinite, bytes: bytes ?? encodeSummaries(summaries, nonFinite) };
}

/** Points as chunks of level 0; none crosses a block, so blocks can be read alone. */
function cutIntoChunks(points: Points, firstIndex: number): NewChunk[] {
  const chunks: NewChunk[] = [];
  const end = firstIndex + points.steps.length;
  for (let at = firstIndex; at < end; ) {
    const next = Math.min(end, (Math.floor(at / BLOCK_POINTS) + 1) * BLOCK_POINTS);
    const part = slicePoints(points, at - firstIndex, next - firstIndex);
    chunks.push(chunkOf(0, at, summarisePoints(part, next - at), next - at, encodePoints(part)));
    at = next;
  }
  return chunks;
}

/** Summaries of level 1 of every block that is whole now. */
async function summariseBlocks(points: Points, firstIndex: number, earlier: EarlierChunks) {
  const end = firstIndex + points.steps.length;
  const firstBlock = Math.floor(firstIndex / BLOCK_POINTS);
  const wholeBlocks = Math.floor(end / BLOCK_POINTS) - firstBlock;
  if (wholeBlocks <= 0) return [];
  const start = firstBlock * BLOCK_POINTS;
  const missing = firstIndex > start ? await earlier.points(start) : [];
  const all = joinPoints([...missing, points]);
  return Array.from({ length: wholeBlocks }, (_, block) =>
    summarisePoints(slicePoints(all, block * BLOCK_POINTS, (block + 1) * BLOCK_POINTS), entryPoints(1)),
  );
}

/** Chunks of levels 1 and up that the points from `firstIndex` on complete. */
async function buildLevels(points: Points, firstIndex: number, earlier: EarlierChunks): Promise<NewChunk[]> {
  const chunks: NewChunk[] = [];
  let below = await summariseBlocks(points, firstIndex, earlier);
  let position = Math.floor(firstIndex / BLOCK_POINTS);
  for (let level = 1; below.length > 0; level += 1) {
    for (const [offset, summaries] of below.entries()) {
      chunks.push(chunkOf(level, (position + offset) * chunkPoints(level), summaries, chunkPoints(level)));
    }
    const parent = Math.floor(position / CHUNKS_BELOW);
    const wholeParents = Math.floor((position + below.length) / CHUNKS_BELOW) - parent;
    if (wholeParents <= 0) break;
    const start = parent * CHUNKS_BELOW;
    const missing = position > start ? await earlier.summaries(level, start * chunkPoints(level)) : [];
    const all = [...missing, ...below];
    below = Array.from({ length: wholeParents }, (_, index) => {
      const children = all.slice(index * CHUNKS_BELOW, (index + 1) * CHUNKS_BELOW);
      return mergeSummaries(children, CHUNKS_BELOW);
    });
    position = parent;
  }
  return chunks;
}

/** What new points turn into behind `stored` points in chunks and a tail: chunks to write and the tail to keep. */
export async function foldChunks(
  { stored, tail, incoming }: { stored: number; tail: Points; incoming: Points },
  earlier: EarlierChunks,
): Promise<{ chunks: NewChunk[]; tail: Points }> {
  const points = joinPoints(tail.steps.length > 0 ? [tail, incoming] : [incoming]);
  if (points.steps.length < TAIL_POINTS) return { chunks: [], tail: points };
  const chunks = [...cutIntoChunks(points, stored), ...(await buildLevels(points, stored, earlier))];
  return { chunks, tail: slicePoints(points, 0, 0) };
}
