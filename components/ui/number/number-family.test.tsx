// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { EstimateText } from "./estimate-text";
import { NumberText } from "./number-text";
import { PercentText } from "./percent-text";

afterEach(cleanup);

const ESTIMATE: Estimate = {
  state: "defined",
  definition: "text.exact_match@1",
  parameters: {},
  numerator: 10,
  denominator: 120,
  n: 120,
  unit: "note",
  excluded: 0,
  value: 10 / 120,
  reason: null,
  interval: { low: 0.059, high: 0.114, level: 0.95, side: "two", method: "bootstrap" },
};

test("the exact value is on hover and goes to the clipboard", () => {
  render(<NumberText value={2.123456789} />);
  const shown = screen.getByText("2.12");
  expect(shown.title).toBe("2.123456789");
  let copied = "";
  const event = createEvent.copy(shown, {
    clipboardData: { setData: (_: string, text: string) => (copied = text) },
  });
  fireEvent(shown, event);
  expect(copied).toBe("2.123456789");
});

test("zero, missing, not run and undefined look different", () => {
  render(
    <>
      <PercentText fraction={0} />
      <NumberText value={null} />
      <EstimateText estimate={null} scale="share" />
      <NumberText value={null} absent="undefined" reason="no drug in any source" />
    </>,
  );
  expect(screen.getByText("0.0 %")).toBeTruthy();
  expect(screen.getByText("missing")).toBeTruthy();
  expect(screen.getByText("not run")).toBeTruthy();
  expect(screen.getByText("undefined").title).toBe("no drug in any source");
});

test("an estimate shows interval, n, unit and that it is one seed", () => {
  const { container } = render(<EstimateText estimate={ESTIMATE} scale="share" seeds={1} />);
  expect(container.textContent?.replaceAll("\u00a0", " ")).toBe("8.3 % (5.9–11.4) of 120 notes · one seed");
});
