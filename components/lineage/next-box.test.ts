import { expect, test } from "vitest";
import { findNextBox } from "./next-box";

const PLACES = new Map([
  ["a", { x: 0, y: 50 }],
  ["b", { x: 100, y: 0 }],
  ["c", { x: 100, y: 60 }],
  ["d", { x: 200, y: 50 }],
]);

test("arrows go to the nearest box of their direction, and nowhere past the last", () => {
  expect(findNextBox(PLACES, "a", "ArrowRight")).toBe("c");
  expect(findNextBox(PLACES, "d", "ArrowLeft")).toBe("c");
  expect(findNextBox(PLACES, "c", "ArrowUp")).toBe("b");
  expect(findNextBox(PLACES, "d", "ArrowRight")).toBe(null);
  expect(findNextBox(PLACES, "a", "Enter")).toBe(null);
  expect(findNextBox(PLACES, "gone", "ArrowUp")).toBe(null);
});
