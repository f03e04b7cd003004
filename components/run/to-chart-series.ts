import type { ChartSeries, SeriesSegment } from "../charts/series-input";
import type { RouterOutputs } from "../layout/trpc";

type Answer = RouterOutputs["series"]["read"];

const orNaN = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

/** A bucket stands in the middle of what it covers. */
function toSegment({ attempt, buckets }: Answer[number]): SeriesSegment {
  return {
    attempt,
    x: buckets.x.map((start, index) => (start + (buckets.xEnd[index] ?? start)) / 2),
    min: orNaN(buckets.min),
    max: orNaN(buckets.max),
    mean: orNaN(buckets.mean),
    n: buckets.n.map((finite, index) => finite + (buckets.nonFinite[index] ?? 0)),
    nonFinite: buckets.nonFinite,
  };
}

/** One line a run and key; the attempts of a run are its segments. */
export function toChartSeries(answer: Answer, runNames: Readonly<Record<string, string>>): ChartSeries[] {
  const lines = new Map<string, ChartSeries & { segments: SeriesSegment[] }>();
  const oneKey = new Set(answer.map((segment) => segment.key)).size <= 1;
  for (const segment of [...answer].sort((a, b) => a.attempt - b.attempt)) {
    const id = `${segment.run} ${segment.key}`;
    const name = runNames[segment.run] ?? segment.run;
    const line = lines.get(id) ?? {
      id,
      runId: segment.run,
      label: oneKey ? name : `${name}, ${segment.key}`,
      segments: [],
    };
    line.segments.push(toSegment(segment));
    lines.set(id, line);
  }
  return [...lines.values()];
}
