import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Sums of each document, `width` of them in a row, and what is computed of their total. */
export type Panel = {
  rows: Float64Array;
  width: number;
  statistics: readonly ((sums: Float64Array) => number)[];
};

export type ResampleOptions = { resamples: number; seed: number };

/** Of each panel, of each of its statistics: the replicates, in the order drawn; NaN where one is undefined. */
export type Replicates = Float64Array[][];

/** Numbers looked at between two pauses. */
const FOLDED_STRETCH = 50_000;

/** What of a row is not 0, as a name. */
function nameRow(row: Float64Array): string {
  let name = "";
  for (let at = 0; at < row.length; at++) if (row[at] !== 0) name += `${at}:${row[at]} `;
  return name;
}

/** Equal rows once, and which of them each has. */
function* foldRows(rows: Float64Array, width: number, count: number) {
  const places = new Map<string, number>();
  const patternOf = new Uint32Array(count);
  const distinct: Float64Array[] = [];
  const rowsAtOnce = Math.max(1, Math.floor(FOLDED_STRETCH / width));
  for (let at = 0; at < count; at++) {
    if (at % rowsAtOnce === rowsAtOnce - 1) yield;
    const row = rows.subarray(at * width, (at + 1) * width);
    const name = nameRow(row);
    const place = places.get(name) ?? distinct.length;
    if (place === distinct.length) {
      places.set(name, place);
      distinct.push(row);
    }
    patternOf[at] = place;
  }
  return { patternOf, distinct };
}

type FoldedPanel = Panel & { patternOf: Uint32Array; filled: { place: Uint32Array; value: Float64Array }[] };

function* foldPanel(panel: Panel, clusters: number): Generator<undefined, FoldedPanel> {
  const { patternOf, distinct } = yield* foldRows(panel.rows, panel.width, clusters);
  const filled = distinct.map((row) => {
    const place = Uint32Array.from(row.keys()).filter((at) => row[at] !== 0);
    return { place, value: Float64Array.from(place, (at) => row[at] ?? 0) };
  });
  return { ...panel, patternOf, filled };
}

/** Documents that are alike in all panels are drawn as one kind. */
function* foldClusters(panels: readonly FoldedPanel[], clusters: number) {
  const codes = new Float64Array(clusters * panels.length);
  panels.forEach(({ patternOf }, panel) => {
    for (let at = 0; at < clusters; at++) codes[at * panels.length + panel] = patternOf[at] ?? 0;
  });
  return yield* foldRows(codes, panels.length, clusters);
}

function addUp({ width, filled }: FoldedPanel, drawn: Uint32Array): Float64Array {
  const sums = new Float64Array(width);
  for (let pattern = 0; pattern < filled.length; pattern++) {
    const times = drawn[pattern] as number;
    if (times === 0) continue;
    const { place, value } = filled[pattern] as (typeof filled)[number];
    for (let at = 0; at < place.length; at++)
      sums[place[at] as number] = (sums[place[at] as number] as number) + times * (value[at] as number);
  }
  return sums;
}

/** Replicates between two pauses. */
const STRETCH = 50;

/**
 * Draws documents with replacement, the same ones for all panels, and computes every statistic anew. It pauses at every
 * `yield`, so that whoever drives it can do other things between.
 */
export function* resamplePanels(
  panels: readonly Panel[],
  clusters: number,
  { resamples, seed }: ResampleOptions,
): Generator<undefined, Replicates> {
  const folded: FoldedPanel[] = [];
  for (const panel of panels) {
    folded.push(yield* foldPanel(panel, clusters));
    yield;
  }
  const kinds = yield* foldClusters(folded, clusters);
  const replicates = panels.map(({ statistics }) => statistics.map(() => new Float64Array(resamples)));
  const random = xoroshiro128plus(seed);
  const scale = clusters / 2 ** 32;
  const drawnKinds = new Uint32Array(kinds.distinct.length);
  const drawn = folded.map(({ filled }) => new Uint32Array(filled.length));
  for (let resample = 0; resample < resamples; resample++) {
    if (resample % STRETCH === STRETCH - 1) yield;
    drawnKinds.fill(0);
    for (let draw = 0; draw < clusters; draw++) {
      const kind = kinds.patternOf[Math.floor((random.next() >>> 0) * scale)] as number;
      drawnKinds[kind] = (drawnKinds[kind] as number) + 1;
    }
    folded.forEach((panel, at) => {
      const patterns = drawn[at] as Uint32Array;
      patterns.fill(0);
      for (let kind = 0; kind < drawnKinds.length; kind++) {
        const pattern = (kinds.distinct[kind] as Float64Array)[at] as number;
        patterns[pattern] = (patterns[pattern] as number) + (drawnKinds[kind] as number);
      }
      const sums = addUp(panel, patterns);
      panel.statistics.forEach((statistic, which) => {
        ((replicates[at] as Float64Array[])[which] as Float64Array)[resample] = statistic(sums);
      });
    });
  }
  return replicates;
}

/** To the end without a pause. */
export function finish<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
