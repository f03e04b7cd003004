import { type Draw, shuffle } from "./draw";

type Item<T> = { left: T[] };

/** Items that may be shown now, by how many cases each has left. */
class Pool<T> {
  private readonly byLeft = new Map<number, Item<T>[]>();

  add(item: Item<T>): void {
    const known = this.byLeft.get(item.left.length);
    if (known) known.push(item);
    else this.byLeft.set(item.left.length, [item]);
  }

  /** One of those with the most left, or one of all, each as likely as it has cases. */
  take(draw: Draw, most: boolean): Item<T> | null {
    const groups = [...this.byLeft].filter(([, items]) => items.length > 0).sort(([one], [other]) => other - one);
    const first = groups[0];
    if (!first) return null;
    if (most) return takeOne(first[1], draw);
    let place = draw(groups.reduce((sum, [left, items]) => sum + left * items.length, 0));
    for (const [left, items] of groups) {
      if (place < left * items.length) return takeOne(items, draw);
      place -= left * items.length;
    }
    return null;
  }
}

function takeOne<T>(items: T[], draw: Draw): T {
  const at = draw(items.length);
  const one = items[at] as T;
  items[at] = items.at(-1) as T;
  items.pop();
  return one;
}

/** Items that have so many cases left or more. */
class LeftCounts {
  private readonly atLeast: number[] = [];

  count(left: number, by: 1 | -1): void {
    for (let least = 2; least <= left; least++) this.atLeast[least] = (this.atLeast[least] ?? 0) + by;
  }

  /** Whether an item with several cases must come now, so that the places behind it are enough for the others. */
  presses(places: number, distance: number): boolean {
    return this.atLeast.some((items, least) => items > 0 && places <= items + least * distance);
  }
}

/**
 * A random order in which cases of one item stand at least `distance` apart. Items with several cases come first once
 * the places left are few; where there are too few others between them, they stand as far apart as it goes.
 */
export function spreadOrder<T extends { item: string }>(cases: readonly T[], distance: number, draw: Draw): T[] {
  const items = new Map<string, Item<T>>();
  for (const one of shuffle(cases, draw)) {
    const known = items.get(one.item);
    if (known) known.left.push(one);
    else items.set(one.item, { left: [one] });
  }
  const pool = new Pool<T>();
  const counts = new LeftCounts();
  for (const item of items.values()) {
    pool.add(item);
    counts.count(item.left.length, 1);
  }
  const resting: { item: Item<T>; until: number }[] = [];
  let rested = 0;
  const order: T[] = [];
  while (order.length < cases.length) {
    for (; (resting[rested]?.until ?? Number.POSITIVE_INFINITY) <= order.length; rested++) {
      pool.add((resting[rested] as (typeof resting)[number]).item);
    }
    const item = pool.take(draw, counts.presses(cases.length - order.length, distance)) ?? resting[rested++]?.item;
    const one = item?.left.pop();
    if (!item || !one) break;
    counts.count(item.left.length + 1, -1);
    counts.count(item.left.length, 1);
    order.push(one);
    if (item.left.length > 0) resting.push({ item, until: order.length - 1 + distance });
  }
  return order;
}
