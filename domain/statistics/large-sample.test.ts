import { expect, test } from "vitest";
import { bcaMeanInterval, clusterItems } from "./bootstrap";
import { largeSampleInterval, largeSampleSignFlip } from "./large-sample";
import { signFlip } from "./permutation";
import { pairedT } from "./student";

/** Values between -1 and 1 that lean to one side, the same each time. */
const values = Float64Array.from({ length: 1_200 }, (_, at) => Math.sin(at * 12.9898) * 0.9 + 0.05 * Math.cos(at));

test("where each example stands alone it is Student's t", () => {
  const alone = clusterItems(values, [...values.keys()], values.length);
  const ends = largeSampleInterval(alone, 0.95);
  const student = pairedT(values, 0.95);
  if (typeof ends === "string" || !student) throw new Error("There is no interval.");
  expect(ends.low).toBeCloseTo(student.low, 12);
  expect(ends.high).toBeCloseTo(student.high, 12);
});

test("of patients it is close to what resampling them says, and wider than of notes alone", () => {
  const groups = Array.from(values, (_, at) => Math.floor(at / 2));
  const leaning = values.map((value, at) => value + ((groups[at] ?? 0) % 3 === 0 ? 0.4 : 0));
  const clustered = clusterItems(leaning, groups, 600);
  const ends = largeSampleInterval(clustered, 0.95);
  const drawn = bcaMeanInterval(clustered, { level: 0.95, resamples: 9_999, seed: 0 });
  const bare = largeSampleInterval(clusterItems(leaning, [...leaning.keys()], leaning.length), 0.95);
  if (typeof ends === "string" || typeof drawn === "string" || typeof bare === "string") throw new Error("None.");
  expect(ends.low).toBeCloseTo(drawn.low, 2);
  expect(ends.high).toBeCloseTo(drawn.high, 2);
  expect(ends.high - ends.low).not.toBeCloseTo(bare.high - bare.low, 3);
});

test("the normal limit of the sign-flip test is close to the signs turned, and none at all is 1", () => {
  expect(Math.abs(largeSampleSignFlip(values) - signFlip(values).p)).toBeLessThan(0.02);
  expect(largeSampleSignFlip(new Float64Array(3))).toBe(1);
});

test("values that are all alike have no interval", () => {
  expect(largeSampleInterval(clusterItems([1, 1, 1], [0, 1, 2], 3), 0.95)).toBe("all values are equal");
});
