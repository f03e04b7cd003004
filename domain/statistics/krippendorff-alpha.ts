import type { Coefficient } from "./agreement-coefficients";

/** How far two categories are apart, squared; `counts` are all answers of each. */
export type Distance = (one: number, other: number, counts: Float64Array) => number;

export const nominalDistance: Distance = (one, other) => (one === other ? 0 : 1);

/** Categories are ranks: what lies between two of them counts. */
export const ordinalDistance: Distance = (one, other, counts) => {
  let between = 0;
  for (let category = Math.min(one, other); category <= Math.max(one, other); category++)
    between += counts[category] ?? 0;
  return (between - ((counts[one] ?? 0) + (counts[other] ?? 0)) / 2) ** 2;
};

/** `values` say what number a category is. */
export const intervalDistance =
  (values: readonly number[]): Distance =>
  (one, other) =>
    ((values[one] ?? 0) - (values[other] ?? 0)) ** 2;

/**
 * Krippendorff's α = 1 − D_o / D_e from the coincidence matrix (Content Analysis, 2004, chapter 11). There may be
 * any number of readers, answers may be missing. NaN where all answers are the same.
 */
export const krippendorffAlpha =
  (distance: Distance): Coefficient =>
  (sums, { categories, answers, coincidences }) => {
    const counts = sums.subarray(answers, answers + categories);
    let n = 0;
    for (const count of counts) n += count;
    let observed = 0;
    let expected = 0;
    for (let one = 0; one < categories; one++) {
      for (let other = one + 1; other < categories; other++) {
        const apart = distance(one, other, counts);
        observed += (sums[coincidences + one * categories + other] ?? 0) * apart;
        expected += (counts[one] ?? 0) * (counts[other] ?? 0) * apart;
      }
    }
    return expected === 0 ? Number.NaN : 1 - ((n - 1) * observed) / expected;
  };
