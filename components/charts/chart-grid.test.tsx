// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChartGrid } from "./chart-grid";

/** The watcher of `useSeen` is made once, so what it was told to watch is kept across tests. */
let tell: (entries: { target: Element; isIntersecting: boolean }[]) => void;
const watched = new Set<Element>();
class Watcher {
  constructor(callback: typeof tell) {
    tell = callback;
  }
  observe(element: Element) {
    watched.add(element);
  }
  unobserve(element: Element) {
    watched.delete(element);
  }
}

beforeEach(() => {
  vi.stubGlobal("IntersectionObserver", Watcher);
});
afterEach(() => {
  cleanup();
  watched.clear();
  vi.unstubAllGlobals();
});

const keysOf = (count: number) => Array.from({ length: count }, (_, at) => `metric ${at}`);
const show = (count: number) =>
  render(
    <ChartGrid keys={keysOf(count)} layout="[--columns:2]" height={188}>
      {(key) => <p key={key}>{key}</p>}
    </ChartGrid>,
  );

test("of thousands only those are there that came near the screen, and they stay", () => {
  show(2_000);
  expect(screen.queryAllByText(/metric/)).toHaveLength(0);
  expect(watched.size).toBe(84);
  const [first, , third] = watched;
  if (!first || !third) throw new Error("nothing is watched");
  act(() => tell([{ target: first, isIntersecting: true }]));
  act(() => tell([{ target: third, isIntersecting: true }]));
  act(() => tell([{ target: third, isIntersecting: false }]));
  const names = screen.getAllByText(/metric/).map((name) => name.textContent);
  expect(names).toEqual([...keysOf(24), ...keysOf(72).slice(48)]);
});

test("what is not there keeps its room: whole rows of two columns and the gaps between", () => {
  const { container } = show(50);
  const rooms = [...container.querySelectorAll<HTMLElement>(".col-span-full")].map(({ style }) => style.height);
  expect(rooms).toEqual([
    "calc(24 / var(--columns) * 200px - 12px)",
    "calc(24 / var(--columns) * 200px - 12px)",
    "calc(6 / var(--columns) * 200px - 12px)",
  ]);
});

test("a few are all there at once", () => {
  show(48);
  expect(screen.getAllByText(/metric/)).toHaveLength(48);
});
