import { expect, test } from "vitest";
import { rowsInSight, scrolledHeight, scrollTopFor, scrollTopToSee, TALLEST } from "./fixed-rows";

const rowHeight = 17;
const viewport = 680;

test("a short list stands where its rows are", () => {
  expect(rowsInSight({ scrollTop: 170, viewport, rowHeight, count: 1000 }, 0)).toEqual({
    first: 10,
    last: 50,
    top: 170,
  });
  expect(rowsInSight({ scrollTop: 0, viewport, rowHeight, count: 3 }, 30)).toEqual({ first: 0, last: 2, top: 0 });
});

test("a million lines stay below what a browser can place, and both ends are reached", () => {
  const count = 1_000_000;
  expect(scrolledHeight({ count, rowHeight })).toBe(TALLEST);
  expect(rowsInSight({ scrollTop: 0, viewport, rowHeight, count }, 0).first).toBe(0);
  const end = rowsInSight({ scrollTop: TALLEST - viewport, viewport, rowHeight, count }, 0);
  expect(end.last).toBe(count - 1);
  // The last row ends at the bottom of the scrolled element.
  expect(end.top + (end.last - end.first + 1) * rowHeight).toBeCloseTo(TALLEST, 3);
});

test("a row that is asked for stands in the middle", () => {
  const count = 1_000_000;
  const scrollTop = scrollTopFor(699_999, { viewport, rowHeight, count });
  const { first, last } = rowsInSight({ scrollTop, viewport, rowHeight, count }, 0);
  expect(Math.abs((first + last) / 2 - 699_999)).toBeLessThan(2);
  expect(scrollTopFor(0, { viewport, rowHeight, count })).toBe(0);
  expect(scrollTopFor(count - 1, { viewport, rowHeight, count })).toBe(TALLEST - viewport);
  expect(scrollTopFor(2, { viewport, rowHeight, count: 3 })).toBe(0);
});

test("a row is revealed by the least scrolling", () => {
  const at = (row: number, scrollTop: number) =>
    scrollTopToSee(row, { scrollTop, viewport: 100, rowHeight: 10, count: 50 });
  expect(at(3, 0)).toBe(0);
  expect(at(9, 0)).toBe(0);
  expect(at(10, 0)).toBe(10);
  expect(at(2, 45)).toBe(20);
  expect(at(49, 0)).toBe(400);
});
