import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A whole number from 0 up to below `count`. */
export type Draw = (count: number) => number;

/** FNV-1a, so that each purpose has numbers of its own under one seed. */
function mix(seed: number, purpose: string): number {
  let state = 0x811c9dc5;
  for (const sign of `${seed}/${purpose}`) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return state;
}

/** The first numbers of seeds that are alike are alike too. */
const WARM_UP = 64;

export function createDraw(seed: number, purpose: string): Draw {
  const generator = xoroshiro128plus(mix(seed, purpose));
  for (let drawn = 0; drawn < WARM_UP; drawn++) generator.next();
  return (count) => uniformInt(generator, 0, count - 1);
}

/** Fisher and Yates. */
export function shuffle<T>(items: readonly T[], draw: Draw): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const at = draw(last + 1);
    [shuffled[last], shuffled[at]] = [shuffled[at] as T, shuffled[last] as T];
  }
  return shuffled;
}
