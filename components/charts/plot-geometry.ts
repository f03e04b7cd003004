import type { Range } from "./series-input";

/** Fixed, so that the frame, the overlay and the charts below each other line up. */
export const PLOT = { left: 58, right: 12, top: 8, bottom: 22 } as const;

/** 0 at the left edge of the plot, 1 at the right. */
export function shareOf(x: number, [low, high]: Range): number {
  return high === low ? 0.5 : (x - low) / (high - low);
}

export function valueAt(share: number, [low, high]: Range): number {
  return low + Math.min(1, Math.max(0, share)) * (high - low);
}

/** The drawn x range: a single point stands in the middle of one step. */
export function drawnRange(range: Range): Range {
  return range[0] === range[1] ? [range[0] - 0.5, range[1] + 0.5] : range;
}

/** What a drag selected, in order; null for a click. */
export function selection(from: number, to: number, range: Range): Range | null {
  const [low, high] = from < to ? [from, to] : [to, from];
  return shareOf(high, range) - shareOf(low, range) < 0.01 ? null : [low, high];
}
