import type { Draw } from "./draw";

export type LoadedReader = {
  id: string;
  hours: number;
  /** Cases that wait for her. */
  load: number;
  /** Items that she has, read or not. */
  items: ReadonlySet<string>;
};

/** Items that lost their reader, each to whoever waits least by her hours and does not have it; null where all do. */
export function handOver(
  items: readonly { item: string; cases: number }[],
  readers: readonly LoadedReader[],
): Map<string, string | null> {
  const loads = new Map(readers.map(({ id, load }) => [id, load]));
  const given = new Map<string, string | null>();
  for (const { item, cases } of items) {
    const free = readers.filter((reader) => !reader.items.has(item));
    const rank = (reader: LoadedReader) => (loads.get(reader.id) ?? 0) / reader.hours;
    const next = free.length === 0 ? null : free.reduce((one, other) => (rank(other) < rank(one) ? other : one));
    if (next) loads.set(next.id, (loads.get(next.id) ?? 0) + cases);
    given.set(item, next?.id ?? null);
  }
  return given;
}

type Giver = { id: string; hours: number; load: number; movable: readonly { item: string; cases: number }[] };

/**
 * What a newcomer takes from those who wait longest, so that all wait equally long by their hours: whole items that
 * nobody began.
 */
export function takeShare(
  newcomer: { hours: number; items: ReadonlySet<string> },
  givers: readonly Giver[],
  draw: Draw,
): { item: string; from: string }[] {
  const left = givers.map(({ id, hours, load, movable }) => ({ id, hours, load, movable: [...movable] }));
  const all = left.reduce((sum, { load }) => sum + load, 0);
  const hours = left.reduce((sum, giver) => sum + giver.hours, newcomer.hours);
  const target = (all * newcomer.hours) / hours;
  const taken: { item: string; from: string }[] = [];
  const has = new Set(newcomer.items);
  let load = 0;
  while (load < target) {
    const busy = left
      .filter(({ movable }) => movable.length > 0)
      .sort((one, other) => other.load / other.hours - one.load / one.hours);
    const giver = busy[0];
    if (!giver) break;
    const [found] = giver.movable.splice(draw(giver.movable.length), 1);
    if (!found || has.has(found.item)) continue;
    has.add(found.item);
    giver.load -= found.cases;
    load += found.cases;
    taken.push({ item: found.item, from: giver.id });
  }
  return taken;
}
