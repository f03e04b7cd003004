/**
 * Exponential moving average with the start corrected, as in Adam's bias correction (Kingma & Ba 2015, algorithm 1):
 * s_t = w s_{t-1} + (1 - w) y_t, drawn as s_t / (1 - w^t). Weight 0 is the raw line.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  if (weight <= 0) return [...values];
  let state = 0;
  let correction = 1;
  return values.map((value) => {
    state = weight * state + (1 - weight) * value;
    correction *= weight;
    return state / (1 - correction);
  });
}
