import { assembleColumns, isWrittenAsColumns, readColumns } from "./column-bytes";
import { writeLightly } from "./column-kinds";
import { packColumns } from "./pack-columns";

/**
 * What stored series hold, in columns of float64:
 *
 *   points     step, value | time
 *   summaries  stepMin, stepMax, min, max, sum, last | timeMin, timeMax, and where a value was not finite:
 *              nan, plusInfinity, minusInfinity
 *
 * What a chart over steps needs stands in front, so the rest is only decoded where it is wanted. Chunks are written as
 * server/series/column-bytes.ts says: lightly as they arrive, packed when they are whole. A tail, and chunks of the
 * first versions, are the bare columns behind one another.
 */
export const TAIL_POINTS = 64;
export const BLOCK_POINTS = 4096;
export const CHUNK_ENTRIES = 256;
const FIRST_LEVEL_POINTS = 16;
const LEVEL_FACTOR = 4;

const SUMMARY_COLUMNS = ["stepMin", "stepMax", "min", "max", "sum", "last", "timeMin", "timeMax"] as const;
const COUNT_COLUMNS = ["nan", "plusInfinity", "minusInfinity"] as const;
const FRONT_SUMMARIES = 6;

export type Points = { steps: Float64Array; values: Float64Array; times: Float64Array };
export type Summaries = Record<(typeof SUMMARY_COLUMNS)[number] | (typeof COUNT_COLUMNS)[number], Float64Array>;

/** Points behind one summary of a level. */
export function entryPoints(level: number): number {
  return level === 0 ? 1 : FIRST_LEVEL_POINTS * LEVEL_FACTOR ** (level - 1);
}

/** Points behind one whole chunk of a level; 4,096 for level 0, where a chunk may also hold less. */
export function chunkPoints(level: number): number {
  return level === 0 ? BLOCK_POINTS : CHUNK_ENTRIES * entryPoints(level);
}

/** Chunks of the level below that make one chunk. */
export const CHUNKS_BELOW = LEVEL_FACTOR;

function floats(bytes: Uint8Array): Float64Array {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  return new Float64Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 8));
}

function joinColumns(columns: readonly Float64Array[]): Uint8Array {
  const joined = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const column of columns) {
    joined.set(column, at);
    at += column.length;
  }
  return new Uint8Array(joined.buffer);
}

/** Bare columns, as a tail holds them: 24 bytes a point. */
export function encodeTail({ steps, values, times }: Points): Uint8Array {
  return joinColumns([steps, values, times]);
}

function encodeLightly(front: readonly Float64Array[], back: readonly Float64Array[]): Uint8Array {
  const section = (columns: readonly Float64Array[]) => ({ columns: columns.map(writeLightly), compressed: null });
  return assembleColumns(front[0]?.length ?? 0, section(front), section(back));
}

export function encodePoints({ steps, values, times }: Points): Uint8Array {
  return encodeLightly([steps, values], [times]);
}

export function packPoints({ steps, values, times }: Points): Promise<Uint8Array> {
  return packColumns([steps, values], [times]);
}

const NOTHING = new Float64Array();

/** `front`: times stay empty. */
export function decodePoints(bytes: Uint8Array, which: "front" | "all" = "all"): Points {
  if (isWrittenAsColumns(bytes)) {
    const [steps = NOTHING, values = NOTHING, times = NOTHING] = readColumns(bytes, which);
    return { steps, values, times };
  }
  const all = floats(bytes);
  const points = all.length / 3;
  return {
    steps: all.subarray(0, points),
    values: all.subarray(points, 2 * points),
    times: which === "front" ? NOTHING : all.subarray(2 * points),
  };
}

export function emptySummaries(entries: number): Summaries {
  const column = () => new Float64Array(entries);
  return {
    stepMin: column(),
    stepMax: column(),
    min: column(),
    max: column(),
    sum: column(),
    last: column(),
    timeMin: column(),
    timeMax: column(),
    nan: column(),
    plusInfinity: column(),
    minusInfinity: column(),
  };
}

function summaryColumns(summaries: Summaries, nonFinite: number): [Float64Array[], Float64Array[]] {
  const names = nonFinite > 0 ? [...SUMMARY_COLUMNS, ...COUNT_COLUMNS] : SUMMARY_COLUMNS;
  const columns = names.map((name) => summaries[name]);
  return [columns.slice(0, FRONT_SUMMARIES), columns.slice(FRONT_SUMMARIES)];
}

export function encodeSummaries(summaries: Summaries, nonFinite: number): Uint8Array {
  return encodeLightly(...summaryColumns(summaries, nonFinite));
}

export function packSummaries(summaries: Summaries, nonFinite: number): Promise<Uint8Array> {
  return packColumns(...summaryColumns(summaries, nonFinite));
}

function bareColumns(bytes: Uint8Array): Float64Array[] {
  const all = floats(bytes);
  return Array.from({ length: Math.ceil(all.length / CHUNK_ENTRIES) }, (_, index) =>
    all.subarray(index * CHUNK_ENTRIES, (index + 1) * CHUNK_ENTRIES),
  );
}

/** `front`: times and counts stay empty, as counts do where every value was finite. */
export function decodeSummaries(bytes: Uint8Array, which: "front" | "all" = "all"): Summaries {
  const columns = isWrittenAsColumns(bytes) ? readColumns(bytes, which) : bareColumns(bytes);
  const column = (index: number) => columns[index] ?? NOTHING;
  return {
    stepMin: column(0),
    stepMax: column(1),
    min: column(2),
    max: column(3),
    sum: column(4),
    last: column(5),
    timeMin: column(6),
    timeMax: column(7),
    nan: column(8),
    plusInfinity: column(9),
    minusInfinity: column(10),
  };
}

export function joinPoints(parts: readonly Points[]): Points {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const length = parts.reduce((sum, part) => sum + part.steps.length, 0);
  const joined = {
    steps: new Float64Array(length),
    values: new Float64Array(length),
    times: new Float64Array(length),
  };
  let at = 0;
  for (const part of parts) {
    joined.steps.set(part.steps, at);
    joined.values.set(part.values, at);
    joined.times.set(part.times, at);
    at += part.steps.length;
  }
  return joined;
}

export function slicePoints(points: Points, start: number, end: number): Points {
  return {
    steps: points.steps.subarray(start, end),
    values: points.values.subarray(start, end),
    times: points.times.subarray(start, end),
  };
}

/** In memory of its own: a view would keep all that it looks into. */
export function copyPoints({ steps, values, times }: Points): Points {
  return { steps: steps.slice(), values: values.slice(), times: times.slice() };
}
