import type { IncomingSeries } from "../series/append-points";
import type { PointEvent } from "./read-events";

type Growing = { source: "metrics" | "resource"; steps: number[]; times: number[]; values: number[] };

/** Gathers the points of a batch by key, in the order of arrival, so that each series is written once. */
export function collectPoints(events: readonly PointEvent[]): Map<string, IncomingSeries> {
  const gathered = new Map<string, Growing>();
  for (const { type, keys, rows, columns } of events) {
    for (const [place, key] of keys.entries()) {
      let series = gathered.get(key);
      if (!series) {
        series = { source: type, steps: [], times: [], values: [] };
        gathered.set(key, series);
      }
      const first = (place + 2) * rows;
      for (let row = 0; row < rows; row += 1) {
        series.steps.push(columns[row] ?? Number.NaN);
        series.times.push(columns[rows + row] ?? Number.NaN);
        series.values.push(columns[first + row] ?? Number.NaN);
      }
    }
  }
  const incoming = new Map<string, IncomingSeries>();
  for (const [key, { source, steps, times, values }] of gathered) {
    const points = {
      steps: Float64Array.from(steps),
      values: Float64Array.from(values),
      times: Float64Array.from(times),
    };
    incoming.set(key, { source, points });
  }
  return incoming;
}
