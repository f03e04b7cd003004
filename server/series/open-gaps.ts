import type { SqlClient } from "@/db/database";
import { BLOCK_POINTS, entryPoints, type Points, slicePoints } from "./chunk-layout";
import type { Axis } from "./fold-buckets";
import { type Chunk, readChunks } from "./read-chunks";

/** A summary whose points lie far apart: somewhere inside is a gap. */
type Wide = { chunk: Extract<Chunk, { skip: Set<number> }>; index: number; from: number; to: number; extent: number };

const GAPS_A_SERIES = 8;
const BUCKETS_TO_BE_WIDE = 2;

function findWide(chunks: readonly Chunk[], axis: Axis, bucketWidth: number): Wide[] {
  const wide: Wide[] = [];
  for (const chunk of chunks) {
    if (!("skip" in chunk)) continue;
    const { stepMin, stepMax, timeMin, timeMax, last } = chunk.summaries;
    const [starts, ends] = axis === "step" ? [stepMin, stepMax] : [timeMin, timeMax];
    const size = entryPoints(chunk.level);
    for (let index = 0; index < last.length; index += 1) {
      const extent = (ends[index] as number) - (starts[index] as number);
      if (extent <= BUCKETS_TO_BE_WIDE * bucketWidth) continue;
      const from = chunk.firstIndex + index * size;
      wide.push({ chunk, index, from, to: from + size, extent });
    }
  }
  return wide.sort((a, b) => b.extent - a.extent).slice(0, GAPS_A_SERIES);
}

function pointsBetween(chunks: readonly Chunk[], { from, to }: Wide): Points[] {
  return chunks.flatMap((chunk) => {
    if ("skip" in chunk) return [];
    const start = Math.max(0, from - chunk.firstIndex);
    const end = Math.min(chunk.points.steps.length, to - chunk.firstIndex);
    return end > start ? [slicePoints(chunk.points, start, end)] : [];
  });
}

/**
 * A summary over a gap would draw a line where nothing was logged. So the widest are left out of `chunks` and their
 * points are read; returns these by series.
 */
export async function openGaps(
  sql: SqlClient,
  projectId: string,
  chunks: ReadonlyMap<string, readonly Chunk[]>,
  { axis, bucketWidths }: { axis: Axis; bucketWidths: ReadonlyMap<string, number> },
): Promise<Map<string, Points[]>> {
  const found = [...chunks].map(([seriesId, list]) => ({
    seriesId,
    wide: findWide(list, axis, bucketWidths.get(seriesId) ?? Number.POSITIVE_INFINITY),
  }));
  const pieces = found.flatMap(({ seriesId, wide }) =>
    wide.map(({ from, to }) => ({
      seriesId,
      level: 0,
      from: Math.floor(from / BLOCK_POINTS) * BLOCK_POINTS,
      to: Math.ceil(to / BLOCK_POINTS) * BLOCK_POINTS,
    })),
  );
  // Two gaps of one block ask for its chunks twice.
  const distinct = [...new Map(pieces.map((piece) => [`${piece.seriesId} ${piece.from}`, piece])).values()];
  const read = await readChunks(sql, projectId, distinct, axis);
  return new Map(
    found.map(({ seriesId, wide }) => {
      for (const { chunk, index } of wide) chunk.skip.add(index);
      return [seriesId, wide.flatMap((each) => pointsBetween(read.get(seriesId) ?? [], each))];
    }),
  );
}
