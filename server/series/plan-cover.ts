import { BLOCK_POINTS, chunkPoints, entryPoints } from "./chunk-layout";

export type Piece = { level: number; from: number; to: number };

/** Where summaries would be too coarse a reader takes points; up to this many for each bucket. */
const POINTS_A_BUCKET = 16;
const SUMMARIES_A_BUCKET = 4;

/** The finest level that answers with a bounded number of entries, and with at least one a bucket. */
export function chooseLevel(points: number, buckets: number): number {
  if (points <= POINTS_A_BUCKET * buckets) return 0;
  let level = 1;
  while (points / entryPoints(level) > SUMMARIES_A_BUCKET * buckets) level += 1;
  return level;
}

/** How many points, from the first on, whole chunks of a level cover. */
export function coveredPoints(stored: number, level: number): number {
  return Math.floor(stored / chunkPoints(level)) * chunkPoints(level);
}

/**
 * Pieces of chunks that together hold the points of blocks `from` to `to`: the chosen level where its chunks lie
 * wholly inside, below it ever finer ones at the end, where chunks of that level are not complete yet.
 */
export function planCover({ from, to, stored, level }: { from: number; to: number; stored: number; level: number }) {
  const pieces: Piece[] = [];
  let at = Math.floor(from / BLOCK_POINTS) * BLOCK_POINTS;
  const end = Math.min(to, stored);
  for (let current = level; current >= 0 && at < end; current -= 1) {
    const size = chunkPoints(current);
    const last = current === 0 ? end : Math.floor(Math.min(end, coveredPoints(stored, current)) / size) * size;
    // A chunk that begins before the range is taken whole: its first entries are left out later.
    const first = Math.floor(at / size) * size;
    if (last > first) {
      pieces.push({ level: current, from: first, to: last });
      at = last;
    }
  }
  return pieces;
}
