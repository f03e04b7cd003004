export type ParetoPoint = { value: number; cost: number };

/** Points that no other one beats: no worse on both axes and better on one. Higher values and lower costs are better. */
export function isOnFront(points: readonly ParetoPoint[]): boolean[] {
  return points.map((point) => !points.some((other) => dominates(other, point)));
}

function dominates(one: ParetoPoint, other: ParetoPoint): boolean {
  if (one.value < other.value || one.cost > other.cost) return false;
  return one.value > other.value || one.cost < other.cost;
}
