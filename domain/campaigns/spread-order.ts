import { type Draw, shuffle } from "./draw";

/**
 * A random order in which cases of one item stand at least `distance` apart. Where there are too few others to put
 * between them, they stand as far apart as this pass over the shuffled cases gets them.
 */
export function spreadOrder<T extends { item: string }>(cases: readonly T[], distance: number, draw: Draw): T[] {
  const fresh = shuffle(cases, draw);
  const waiting = new Map<number, T[]>();
  const last = new Map<string, number>();
  const ready: T[] = [];
  const order: T[] = [];
  const freeAt = (item: string) => (last.has(item) ? (last.get(item) ?? 0) + distance : 0);
  const delay = (one: T) => {
    const at = freeAt(one.item);
    waiting.set(at, [...(waiting.get(at) ?? []), one]);
  };
  const takeFree = (from: T[], place: number): T | null => {
    while (from.length > 0) {
      const one = from.shift() as T;
      if (freeAt(one.item) <= place) return one;
      delay(one);
    }
    return null;
  };
  fresh.reverse();
  const takeFresh = (place: number): T | null => {
    while (fresh.length > 0) {
      const one = fresh.pop() as T;
      if (freeAt(one.item) <= place) return one;
      delay(one);
    }
    return null;
  };
  while (order.length < cases.length) {
    const place = order.length;
    ready.push(...(waiting.get(place) ?? []));
    waiting.delete(place);
    const next = takeFree(ready, place) ?? takeFresh(place) ?? takeSoonest(waiting);
    if (!next) break;
    last.set(next.item, place);
    order.push(next);
  }
  return order;
}

function takeSoonest<T>(waiting: Map<number, T[]>): T | null {
  const soonest = Math.min(...waiting.keys());
  const cases = waiting.get(soonest);
  const one = cases?.shift() ?? null;
  if (cases?.length === 0) waiting.delete(soonest);
  return one;
}
