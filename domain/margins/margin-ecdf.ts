export type EcdfPoint = { margin: number; share: number };

/** More points than a chart has columns show nothing more. */
const MOST_POINTS = 240;

/** Share of the values at or below each of them; of many values, those at even ranks and both ends. */
export function empiricalDistribution(values: Float64Array): EcdfPoint[] {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const points: EcdfPoint[] = [];
  const count = Math.min(n, MOST_POINTS);
  for (let at = 0; at < count; at++) {
    const rank = count === 1 ? n - 1 : Math.round((at * (n - 1)) / (count - 1));
    const margin = sorted[rank] ?? 0;
    let last = rank;
    while (last + 1 < n && sorted[last + 1] === margin) last += 1;
    if (points.at(-1)?.margin !== margin) points.push({ margin, share: (last + 1) / n });
  }
  return points;
}
