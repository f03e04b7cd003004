import type { Placed } from "./lineage-layout";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] },
};
/** What lies aside counts for more than what lies ahead. */
const ASIDE = 3;

/** The nearest box in the direction of an arrow key; null where none lies there, or for another key. */
export function findNextBox(places: ReadonlyMap<string, Placed>, from: string, key: string): string | null {
  const [step, start] = [STEPS[key], places.get(from)];
  if (!step || !start) return null;
  const [across, down] = step;
  let best: { id: string; cost: number } | null = null;
  for (const [id, { x, y }] of places) {
    const ahead = (x - start.x) * across + (y - start.y) * down;
    if (ahead <= 0) continue;
    const cost = ahead + ASIDE * (Math.abs((x - start.x) * down) + Math.abs((y - start.y) * across));
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}
