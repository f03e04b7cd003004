import { countSeeds, type GroupedRun, groupRuns, splitBySeed } from "./group-runs";
import type { ChartSeries, SeedGroup, SeriesSegment } from "./series-input";
import { widestSpacing } from "./split-stretches";

type Fold = { between: Float64Array; sum: Float64Array; low: Float64Array; high: Float64Array; buckets: Float64Array };

/** All attempts of a run behind each other. */
function joinSegments(segments: readonly SeriesSegment[]): SeriesSegment {
  const [only] = segments;
  if (only && segments.length === 1) return only;
  const join = (name: Exclude<keyof SeriesSegment, "attempt">) =>
    segments.flatMap((segment) => Array.from(segment[name]));
  return {
    attempt: segments.at(-1)?.attempt ?? 1,
    x: join("x"),
    min: join("min"),
    max: join("max"),
    mean: join("mean"),
    n: join("n"),
    nonFinite: join("nonFinite"),
  };
}

/** The places of the most closely sampled run, and those where others went on before or after it. */
function sharedGrid(members: readonly SeriesSegment[]): Float64Array {
  const base = members.reduce((most, member) => (member.x.length > most.x.length ? member : most));
  const grid = Array.from(base.x);
  for (const { x } of members) {
    const [low, high] = [grid[0] ?? Number.POSITIVE_INFINITY, grid.at(-1) ?? Number.NEGATIVE_INFINITY];
    const outside = Array.from(x).filter((at) => at < low || at > high);
    if (outside.length > 0) grid.push(...outside);
    grid.sort((a, b) => a - b);
  }
  return Float64Array.from(grid);
}

function nearestPlace(grid: Float64Array, x: number, from: number): number {
  let place = from;
  while (
    place + 1 < grid.length &&
    Math.abs((grid[place + 1] as number) - x) <= Math.abs((grid[place] as number) - x)
  ) {
    place += 1;
  }
  return place;
}

/** One run on the grid: each of its buckets at the nearest place, so that no spike is lost, and lines in between. */
function placeOnGrid(member: SeriesSegment, grid: Float64Array): { value: Float64Array; fold: Fold } {
  const column = (empty: number) => new Float64Array(grid.length).fill(empty);
  const fold: Fold = {
    between: column(Number.NaN),
    sum: column(0),
    buckets: column(0),
    low: column(Number.POSITIVE_INFINITY),
    high: column(Number.NEGATIVE_INFINITY),
  };
  const spacing = widestSpacing(member.x);
  let place = 0;
  let last: { place: number; x: number; mean: number } | null = null;
  for (let index = 0; index < member.x.length; index++) {
    const [x, mean] = [member.x[index] as number, member.mean[index] as number];
    if (!Number.isFinite(mean)) {
      last = null;
      continue;
    }
    place = nearestPlace(grid, x, last && x < last.x ? 0 : place);
    fold.sum[place] = (fold.sum[place] as number) + mean;
    fold.buckets[place] = (fold.buckets[place] as number) + 1;
    fold.low[place] = Math.min(fold.low[place] as number, member.min[index] as number);
    fold.high[place] = Math.max(fold.high[place] as number, member.max[index] as number);
    if (last && x - last.x <= spacing) {
      for (let between = last.place + 1; between < place; between++) {
        const share = ((grid[between] as number) - last.x) / (x - last.x || 1);
        fold.between[between] = last.mean + share * (mean - last.mean);
      }
    }
    last = { place, x, mean };
  }
  const value = grid.map((_, at) =>
    fold.buckets[at] ? (fold.sum[at] as number) / (fold.buckets[at] as number) : (fold.between[at] as number),
  );
  return { value, fold };
}

/** Mean of the runs at each place, with their range or one sample standard deviation (n − 1) to each side. */
function foldMembers(members: readonly SeriesSegment[], band: SeedGroup["band"]): SeriesSegment {
  const grid = sharedGrid(members);
  const placed = members.map((member) => placeOnGrid(member, grid));
  const column = () => new Float64Array(grid.length);
  const [mean, min, max, n, nonFinite] = [column(), column(), column(), column(), column()];
  for (let at = 0; at < grid.length; at++) {
    const there = placed.filter(({ value }) => Number.isFinite(value[at]));
    const values = there.map(({ value }) => value[at] as number);
    const centre = values.reduce((sum, each) => sum + each, 0) / values.length;
    n[at] = values.length;
    mean[at] = centre;
    if (band === "range") {
      min[at] = Math.min(...there.map(({ value, fold }) => Math.min(value[at] as number, fold.low[at] as number)));
      max[at] = Math.max(...there.map(({ value, fold }) => Math.max(value[at] as number, fold.high[at] as number)));
    } else {
      const squares = values.reduce((sum, each) => sum + (each - centre) ** 2, 0);
      const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
      min[at] = centre - deviation;
      max[at] = centre + deviation;
    }
  }
  for (const member of members) {
    let place = 0;
    for (let index = 0; index < member.x.length; index++) {
      const bad = member.nonFinite[index] ?? 0;
      if (bad === 0) continue;
      place = nearestPlace(grid, member.x[index] as number, 0);
      nonFinite[place] = (nonFinite[place] as number) + bad;
    }
  }
  return { attempt: 1, x: grid, mean, min, max, n, nonFinite };
}

/** A seed that ran several times is the mean of its runs, from the least to the greatest of any. */
function foldRepeats(runs: readonly { segment: SeriesSegment }[]): SeriesSegment {
  const [only] = runs;
  if (only && runs.length === 1) return only.segment;
  return foldMembers(
    runs.map(({ segment }) => segment),
    "range",
  );
}

/**
 * Runs of one group become one line in a band; who has no other of its kind stays as it is. Lines of different metrics
 * never fold, even of the same runs.
 */
export function foldSeeds(
  series: readonly ChartSeries[],
  runs: readonly GroupedRun[],
  band: SeedGroup["band"],
): ChartSeries[] {
  const lines = new Map(groupRuns(runs, band).map((line) => [line.id, line]));
  const groupOf = new Map(runs.map((run) => [run.id, run.group]));
  const seedOf = new Map(runs.map((run) => [run.id, run.seed]));
  const folded = new Map<string, ChartSeries[]>();
  for (const one of series) {
    const id = `${groupOf.get(one.runId) ?? one.runId}${one.id.slice(one.runId.length)}`;
    folded.set(id, [...(folded.get(id) ?? []), one]);
  }
  return [...folded].flatMap(([id, members]) => {
    const [first] = members;
    const line = first && lines.get(groupOf.get(first.runId) ?? "");
    if (!first || !line || line.runs === 1) return members.map((member) => ({ ...member, id }));
    // What the label says beyond the run is its metric.
    const name = runs.find((run) => run.id === first.runId)?.name ?? "";
    const ran = members.map((member) => ({
      id: member.runId,
      seed: seedOf.get(member.runId),
      segment: joinSegments(member.segments),
    }));
    const label = `${line.name}${first.label.slice(name.length)} · ${countSeeds(ran)}`;
    const seeds = splitBySeed(ran).map(foldRepeats);
    return [
      { id, runId: line.runId, label, segments: [foldMembers(seeds, band)], seeds: { band, runs: seeds.length } },
    ];
  });
}
