// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { ChartLegend } from "./chart-legend";

afterEach(cleanup);

const ENTRIES = ["a", "b", "c"].map((id) => ({ id, label: id, style: { color: "red", dash: "" } }));

function Held() {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  return <ChartLegend entries={ENTRIES} hidden={hidden} onChange={setHidden} />;
}

const shown = () =>
  screen
    .getAllByRole("button")
    .filter((button) => button.getAttribute("aria-pressed") === "true")
    .map((button) => button.textContent);
const press = (name: string, shiftKey = false) => fireEvent.click(screen.getByRole("button", { name }), { shiftKey });

test("a click hides and shows, and never leaves the chart empty", () => {
  render(<Held />);
  press("a");
  expect(shown()).toEqual(["b", "c"]);
  press("b");
  press("c");
  expect(shown()).toEqual(["a", "b", "c"]);
});

test("a shift-click leaves one alone, and a second brings all back", () => {
  render(<Held />);
  press("b", true);
  expect(shown()).toEqual(["b"]);
  press("c", true);
  expect(shown()).toEqual(["c"]);
  press("c", true);
  expect(shown()).toEqual(["a", "b", "c"]);
});
