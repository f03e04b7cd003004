import type { IncomingSeries } from "../series/grow-series";
import type { PointEvent } from "./read-events";

type Place = { event: PointEvent; column: number };

function isShared(places: readonly Place[], others: readonly Place[]): boolean {
  return places.length === others.length && places.every(({ event }, index) => others[index]?.event === event);
}

/** One column of several events behind one another; a view where there is one event. */
function gather(places: readonly Place[], rows: number, column: (place: Place) => number): Float64Array {
  const [only] = places;
  if (only && places.length === 1) {
    const first = column(only) * only.event.rows;
    return only.event.columns.subarray(first, first + only.event.rows);
  }
  const gathered = new Float64Array(rows);
  let at = 0;
  for (const place of places) {
    const { columns, rows: own } = place.event;
    const first = column(place) * own;
    // A call a frame is one row a frame: a copy of one number must not cost a view.
    if (own === 1) gathered[at] = columns[first] as number;
    else gathered.set(columns.subarray(first, first + own), at);
    at += own;
  }
  return gathered;
}

/** Gathers the points of a batch by key, in the order of arrival, so that each series is written once. */
export function collectPoints(events: readonly PointEvent[]): Map<string, IncomingSeries> {
  const placesOf = new Map<string, Place[]>();
  for (const event of events) {
    for (const [index, key] of event.keys.entries()) {
      const places = placesOf.get(key);
      if (places) places.push({ event, column: index + 2 });
      else placesOf.set(key, [{ event, column: index + 2 }]);
    }
  }
  const incoming = new Map<string, IncomingSeries>();
  let shared: { places: Place[]; steps: Float64Array; times: Float64Array } | null = null;
  for (const [key, places] of placesOf) {
    const rows = places.reduce((sum, { event }) => sum + event.rows, 0);
    if (!shared || !isShared(places, shared.places)) {
      shared = { places, steps: gather(places, rows, () => 0), times: gather(places, rows, () => 1) };
    }
    const { steps, times } = shared;
    const source = places[0]?.event.type ?? "metrics";
    incoming.set(key, { source, points: { steps, values: gather(places, rows, ({ column }) => column), times } });
  }
  return incoming;
}
