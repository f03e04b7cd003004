// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { replaceRows } from "./use-live-rows";
import { pagesAround } from "./use-run-pages";
import { idsBetween, useRunSelection } from "./use-run-selection";

afterEach(cleanup);
const rows = ["a", "b", "c", "d"].map((id) => ({ id }));
const rowAt = (index: number) => rows[index];

test("shift takes everything from the last row chosen", () => {
  expect(idsBetween(rowAt, 3, 1)).toEqual(["b", "c", "d"]);
  const { result } = renderHook(() => useRunSelection(rows.length, rowAt));
  act(() => result.current.toggle(0, false));
  act(() => result.current.toggle(2, true));
  expect([...result.current.selected]).toEqual(["a", "b", "c"]);
  act(() => result.current.toggle(1, false));
  expect([...result.current.selected]).toEqual(["a", "c"]);
});

test("rows that were never fetched are not chosen by passing over them", () => {
  const sparse = (index: number) => (index === 1 ? undefined : rows[index]);
  expect(idsBetween(sparse, 0, 3)).toEqual(["a", "c", "d"]);
});

test("the cursor stays inside the list, and an empty list has none", () => {
  const { result, rerender } = renderHook(({ count }) => useRunSelection(count, rowAt), { initialProps: { count: 4 } });
  act(() => result.current.moveTo(9));
  expect(result.current.cursor).toBe(3);
  act(() => result.current.moveTo(-4));
  expect(result.current.cursor).toBe(0);
  rerender({ count: 0 });
  act(() => result.current.moveTo(0));
  expect(result.current.cursor).toBeNull();
});

test("new facts stand where the old ones stood, and a page without any stays itself", () => {
  const page = {
    items: [
      { id: "a", state: "queued" },
      { id: "b", state: "queued" },
    ],
    nextCursor: null,
  };
  const changed = replaceRows(page, [{ id: "b", state: "running" }]);
  expect(changed.items.map(({ id, state }) => `${id} ${state}`)).toEqual(["a queued", "b running"]);
  expect(replaceRows(page, [{ id: "z", state: "running" }])).toBe(page);
});

test("the pages in sight and their neighbours are wanted, to the ends of the list", () => {
  expect(pagesAround({ first: 0, last: 20 }, 10_000, 1)).toEqual([0, 1]);
  expect(pagesAround({ first: 5_080, last: 5_110 }, 10_000, 1)).toEqual([49, 50, 51, 52]);
  expect(pagesAround({ first: 9_990, last: 9_999 }, 10_000, 1)).toEqual([98, 99]);
  expect(pagesAround({ first: 0, last: 0 }, 0, 1)).toEqual([0]);
  expect(pagesAround({ first: 5_080, last: 5_110 }, 10_000, 0)).toEqual([50, 51]);
});
