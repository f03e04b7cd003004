import { createDraw, shuffle } from "./draw";

export type ReaderShare = { id: string; hours: number };
/** Cases of one item go to the same readers, so that arms are compared within a reader. */
export type ItemLoad = { item: string; cases: number; readings: number };

/** Item to its readers, the first being who reads its repeats. */
export type Assigned = Map<string, string[]>;

type Loads = Map<string, number>;

function leastBusy(readers: readonly ReaderShare[], loads: Loads, taken: readonly string[], shared: Loads): string {
  const rank = (reader: ReaderShare) => (loads.get(reader.id) ?? 0) / reader.hours;
  const together = (reader: ReaderShare) =>
    taken.reduce((sum, other) => sum + (shared.get(pairOf(reader.id, other)) ?? 0), 0);
  const free = readers.filter(({ id }) => !taken.includes(id));
  const best = free.reduce((one, other) =>
    together(other) < together(one) || (together(other) === together(one) && rank(other) < rank(one)) ? other : one,
  );
  return best.id;
}

const pairOf = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** By hours, at random, with every pair of readers sharing about as many items. */
export function assignBalanced(
  items: readonly ItemLoad[],
  readers: readonly ReaderShare[],
  seed: number,
  loads: Loads = new Map(),
): Assigned {
  const shared: Loads = new Map();
  const assigned: Assigned = new Map();
  for (const { item, cases, readings } of shuffle(items, createDraw(seed, "assign"))) {
    const taken: string[] = [];
    for (let turn = 0; turn < Math.min(readings, readers.length); turn++) {
      const id = leastBusy(readers, loads, taken, shared);
      for (const other of taken) shared.set(pairOf(id, other), (shared.get(pairOf(id, other)) ?? 0) + cases);
      loads.set(id, (loads.get(id) ?? 0) + cases);
      taken.push(id);
    }
    assigned.set(item, taken);
  }
  return assigned;
}

/** Blocks of the sample in its order, one a reader and as long as the hours; who reads further times follows in turn. */
export function assignFixed(items: readonly ItemLoad[], readers: readonly ReaderShare[]): Assigned {
  const hours = readers.reduce((sum, reader) => sum + reader.hours, 0);
  const all = items.reduce((sum, { cases }) => sum + cases, 0);
  const assigned: Assigned = new Map();
  let passed = 0;
  for (const { item, cases, readings } of items) {
    let end = 0;
    const found = readers.findIndex((reader) => {
      end += (reader.hours / hours) * all;
      return passed < end;
    });
    const first = found === -1 ? readers.length - 1 : found;
    const turns = Array.from({ length: Math.min(readings, readers.length) }, (_, turn) => turn);
    assigned.set(
      item,
      turns.map((turn) => readers[(first + turn) % readers.length]?.id ?? ""),
    );
    passed += cases;
  }
  return assigned;
}
