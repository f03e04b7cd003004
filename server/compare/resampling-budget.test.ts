import { expect, test } from "vitest";
import { planResampling } from "./resampling-budget";

test("one comparison of some hundred notes is resampled in full", () => {
  expect(planResampling(400, 1)).toEqual({ resamples: 9_999, flips: true });
});

test("what is drawn stays within a bound, however many arms and examples there are", () => {
  for (const clusters of [20, 499, 500, 1_000, 1_300, 20_000, 1_000_000]) {
    for (const comparisons of [1, 10, 99]) {
      const { resamples, flips } = planResampling(clusters, comparisons);
      const drawn = 3 * resamples * clusters * comparisons + (flips ? 9_999 * clusters * comparisons : 0);
      expect(drawn, `${clusters} x ${comparisons}`).toBeLessThanOrEqual(1.4e9);
    }
  }
});

test("few units are always resampled, because nothing else holds for them", () => {
  expect(planResampling(499, 99)).toEqual({ resamples: 2_699, flips: true });
  expect(planResampling(10, 10_000).resamples).toBeGreaterThanOrEqual(999);
});

test("many arms over many examples are taken by their large sample", () => {
  expect(planResampling(10_000, 99)).toEqual({ resamples: 0, flips: false });
});
