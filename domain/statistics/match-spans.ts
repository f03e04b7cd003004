export type Interval = { start: number; end: number };

export const sameSpan = (one: Interval, other: Interval): boolean => one.start === other.start && one.end === other.end;

/** What two spans share as a share of what either covers. */
export function spanOverlap(one: Interval, other: Interval): number {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  const covered = Math.max(one.end, other.end) - Math.min(one.start, other.start);
  return shared <= 0 ? 0 : shared / covered;
}

export const HALF = 0.5;
export const overlapsHalf = (one: Interval, other: Interval): boolean => spanOverlap(one, other) >= HALF;

/** Most pairs of a span of one side with one of the other, each used once (Kuhn's augmenting paths). */
export function matchSpans<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
  fits: (one: One, other: Other) => boolean,
): [one: number, other: number][] {
  const taken = new Map<number, number>();
  const place = (one: number, tried: Set<number>): boolean =>
    others.some((other, at) => {
      if (tried.has(at) || !fits(ones[one] as One, other)) return false;
      tried.add(at);
      const holder = taken.get(at);
      if (holder !== undefined && !place(holder, tried)) return false;
      taken.set(at, one);
      return true;
    });
  for (let one = 0; one < ones.length; one++) place(one, new Set());
  return [...taken].map(([other, one]): [number, number] => [one, other]).sort(([a], [b]) => a - b);
}
