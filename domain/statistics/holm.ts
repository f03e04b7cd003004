/** Holm 1979: each p of a family times what is left above it, never falling, at most 1. In the order given. */
export function holm(family: readonly number[]): number[] {
  const order = family.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(family.length);
  let running = 0;
  order.forEach(({ p, at }, rank) => {
    running = Math.max(running, Math.min(1, p * (family.length - rank)));
    adjusted[at] = running;
  });
  return adjusted;
}
