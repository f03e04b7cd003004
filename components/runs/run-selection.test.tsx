// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { idsBetween, useRunSelection } from "./use-run-selection";
import { replaceRows } from "./use-runs";

afterEach(cleanup);
const rows = ["a", "b", "c", "d"].map((id) => ({ id }));

test("shift takes everything from the last row chosen", () => {
  expect(idsBetween(rows, 3, 1)).toEqual(["b", "c", "d"]);
  const { result } = renderHook(() => useRunSelection(rows));
  act(() => result.current.toggle(0, false));
  act(() => result.current.toggle(2, true));
  expect([...result.current.selected]).toEqual(["a", "b", "c"]);
  act(() => result.current.toggle(1, false));
  expect([...result.current.selected]).toEqual(["a", "c"]);
});

test("the cursor stays inside the list", () => {
  const { result } = renderHook(() => useRunSelection(rows));
  act(() => result.current.moveTo(9));
  expect(result.current.cursor).toBe(3);
  act(() => result.current.moveTo(-4));
  expect(result.current.cursor).toBe(0);
});

test("new facts stand where the old ones stood", () => {
  const page = (ids: string[]) => ({ items: ids.map((id) => ({ id, state: "queued" })) });
  const pages = { pages: [page(["a", "b"]), page(["c"])], pageParams: [null, "b"] };
  const changed = replaceRows(pages, [{ id: "b", state: "running" }]);
  expect(changed.pages.map(({ items: each }) => each.map(({ id, state }) => `${id} ${state}`))).toEqual([
    ["a queued", "b running"],
    ["c queued"],
  ]);
});
