import type { PlotScales } from "./plot-scales";
import type { SeedGroup } from "./series-input";
import type { Point, Stretch } from "./split-stretches";

/** `M0,0L1,1…` in tenths of a pixel. */
const number = (value: number) => value.toFixed(1);

export function linePath(points: readonly Point[], { x, y }: PlotScales, pick: (point: Point) => number): string {
  return points
    .map((point, index) => `${index === 0 ? "M" : "L"}${number(x(point.x))},${number(y(pick(point)))}`)
    .join("");
}

export function bandPath(points: readonly Point[], { x, y }: PlotScales): string {
  const edge = (point: Point, value: number) => `${number(x(point.x))},${number(y(value))}`;
  const upper = points.map((point) => edge(point, point.max));
  const lower = points.map((point) => edge(point, point.min)).reverse();
  return `M${upper.join("L")}L${lower.join("L")}Z`;
}

/** The points that lie on the plot, with one beyond each edge, so that lines run out of it. */
export function pointsInSight(points: readonly Point[], { x, size }: PlotScales): readonly Point[] {
  const firstBeyond = (edge: number) => {
    let [low, high] = [0, points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x(points[middle]?.x ?? 0) < edge) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = Math.max(0, firstBeyond(0) - 1);
  const last = firstBeyond(size.width) + 1;
  return first === 0 && last >= points.length ? points : points.slice(first, last);
}

export function isBanded({ points }: Stretch): boolean {
  return points.some((point) => point.max > point.min);
}

/** Beyond this the bands of single runs lie over each other as one grey; what stands out of them is still drawn. */
export const MOST_BANDS = 20;

/** Strength of what is drawn: where many lines lie over each other, each must be lighter. */
export function strengths(series: number, smoothing: boolean) {
  const crowded = series > MOST_BANDS;
  return {
    band: crowded ? 0.07 : 0.18,
    raw: smoothing ? (crowded ? 0.15 : 0.35) : 1,
    rawWidth: smoothing || crowded ? 1 : 1.5,
    smoothWidth: crowded ? 1.25 : 1.75,
  };
}

type Spike = { x: number; from: number; to: number };

/** How far a bucket must stand out of its neighbours, in pixels and in heights of their band. */
const SPIKE_PIXELS = 5;
const SPIKE_BANDS = 0.5;

/**
 * A single step among millions is a band narrower than a pixel: filled as lightly as the rest it would vanish, so it
 * is stroked from where its neighbours end.
 */
export function findSpikes(points: readonly Point[], { x, y }: PlotScales): Spike[] {
  const spikes: Spike[] = [];
  points.forEach((point, index) => {
    if (!(point.max > point.min)) return;
    const neighbours = [points[index - 1], points[index + 1]].filter((near) => near !== undefined);
    if (neighbours.length === 0) return;
    const top = Math.min(...neighbours.map((near) => y(near.max)));
    const bottom = Math.max(...neighbours.map((near) => y(near.min)));
    const enough = Math.max(SPIKE_PIXELS, SPIKE_BANDS * (bottom - top));
    if (top - y(point.max) >= enough) spikes.push({ x: x(point.x), from: top, to: y(point.max) });
    if (y(point.min) - bottom >= enough) spikes.push({ x: x(point.x), from: bottom, to: y(point.min) });
  });
  return spikes;
}

/** The edge of a deviation is no value that was logged. */
export function hasSpikes({ seeds }: { seeds: SeedGroup | null }): boolean {
  return seeds?.band !== "sd";
}

export function spikePath(points: readonly Point[], scales: PlotScales): string {
  return findSpikes(points, scales)
    .map(({ x, from, to }) => `M${number(x)},${number(from)}V${number(to)}`)
    .join("");
}
