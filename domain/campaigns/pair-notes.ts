import { createDraw, shuffle } from "./draw";

export const ITEM_PAIRS = ["one", "all"] as const;
export type ItemPairs = (typeof ITEM_PAIRS)[number];

export type Armed = { notes: readonly { arm: string | null }[] };
/** Places of two notes of an item that stand side by side. */
export type NotePair = readonly [number, number];

/** The same whichever of the two arms comes first. */
export const nameArms = (one: string, other: string): string => JSON.stringify([one, other].sort());

function pairsOf({ notes }: Armed): { pair: NotePair; name: string }[] {
  return notes.flatMap(({ arm: one }, first) =>
    notes.flatMap(({ arm: other }, second) =>
      first < second && one !== null && other !== null
        ? [{ pair: [first, second] as const, name: nameArms(one, other) }]
        : [],
    ),
  );
}

/** How many cases the items come to, each with every note of an arm of its own. */
export function countPairs(items: readonly Armed[], pairs: ItemPairs): number {
  return items.reduce((sum, item) => sum + (pairs === "all" ? pairsOf(item).length : 1), 0);
}

/**
 * Which notes of each item are compared: every two of them, or one pair of arms an item, so that all pairs of arms come
 * equally often as far as the items have them. `before` counts what stands in the round already.
 */
export function pairNotes(
  items: readonly Armed[],
  { pairs, seed, round }: { pairs: ItemPairs; seed: number; round: number },
  before: ReadonlyMap<string, number> = new Map(),
): NotePair[][] {
  if (pairs === "all") return items.map((item) => pairsOf(item).map(({ pair }) => pair));
  const draw = createDraw(seed, `pairs ${round}`);
  const counts = new Map(before);
  const chosen: NotePair[][] = items.map(() => []);
  for (const at of shuffle([...items.keys()], draw)) {
    const possible = shuffle(pairsOf(items[at] ?? { notes: [] }), draw);
    const least = Math.min(...possible.map(({ name }) => counts.get(name) ?? 0));
    const taken = possible.find(({ name }) => (counts.get(name) ?? 0) === least);
    if (!taken) continue;
    counts.set(taken.name, least + 1);
    chosen[at] = [taken.pair];
  }
  return chosen;
}
