// @vitest-environment jsdom
import { cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Histogram } from "./histogram";

afterEach(cleanup);

const SIDES = [{ id: "candidate", label: "tuned", color: "var(--series-1)" }];

/** Where the plot begins and ends while nothing has been measured. */
const [BARS_FROM, WIDTH, AIR] = [40, 480, 12];

function readTicks(edges: readonly number[]): { text: string | null; x: number }[] {
  const bins = edges.slice(1).map((high, at) => ({ low: edges[at] ?? 0, high, counts: { candidate: at + 1 } }));
  const { container } = render(<Histogram height={200} sides={SIDES} bins={bins} />);
  return [...container.querySelectorAll(".recharts-xAxis-tick-labels text")].map((tick) => ({
    text: tick.textContent,
    x: Number(tick.getAttribute("x")),
  }));
}

test("ticks are round numbers at their place, wherever the bins begin", () => {
  const ticks = readTicks([0.267, 0.389, 0.511, 0.633, 0.756, 0.878, 1]);
  expect(ticks.map(({ text }) => text)).toEqual(["0.4", "0.6", "0.8", "1.0"]);
  const [left, right] = [BARS_FROM, WIDTH - AIR];
  expect(ticks[0]?.x).toBeCloseTo(left + ((0.4 - 0.267) / (1 - 0.267)) * (right - left), 3);
  expect(ticks.at(-1)?.x).toBeCloseTo(right, 3);
});

test("a bar that is clicked says its bin, also where nothing was hovered before", () => {
  const heard: number[] = [];
  const bins = [0, 1, 2].map((low) => ({ low, high: low + 1, counts: { candidate: low + 1 } }));
  const { container } = render(
    <Histogram height={200} sides={SIDES} bins={bins} onBin={(place) => void heard.push(place)} />,
  );
  const [, , last] = container.querySelectorAll(".recharts-bar-rectangle");
  if (!last) throw new Error("no bar");
  fireEvent.click(last);
  expect(new Set(heard)).toEqual(new Set([2]));
});

test("a single value is one bin with its value", () => {
  expect(readTicks([1, 1]).map(({ text }) => text)).toEqual(["1 to 1"]);
});
