import { expect, test } from "vitest";
import { createDraw, shuffle } from "./draw";

const PLACES = Array.from({ length: 12 }, (_, place) => place);

test("one seed and purpose always draw the same, others otherwise", () => {
  const order = (seed: number, purpose: string) => shuffle(PLACES, createDraw(seed, purpose)).join(" ");
  expect(order(3, "sample")).toBe(order(3, "sample"));
  const orders = Array.from({ length: 50 }, (_, seed) => order(seed, "sample"));
  expect(new Set(orders).size).toBe(50);
  expect(order(3, "order 0")).not.toBe(order(3, "order 1"));
});

test("over neighbouring seeds every place comes first about equally often", () => {
  const first = PLACES.map(() => 0);
  for (let seed = 0; seed < 6_000; seed++) {
    const place = shuffle(PLACES, createDraw(seed, "sample"))[0] ?? 0;
    first[place] = (first[place] ?? 0) + 1;
  }
  // Chi-square with 11 degrees of freedom: 31.3 is its 99.9 % point.
  expect(first.reduce((sum, seen) => sum + (seen - 500) ** 2 / 500, 0)).toBeLessThan(31.3);
});
