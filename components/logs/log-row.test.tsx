// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { LogRow, MOST_CHARACTERS } from "./log-row";
import type { LogLine } from "./use-log-lines";
import { WholeLine } from "./whole-line";

afterEach(cleanup);

const line = (text: string): LogLine => ({ number: 7, time: 0, stream: "stdout", level: "error", text, attempt: 1 });
const draw = (text: string, query = "") => {
  const onWhole = vi.fn();
  render(<LogRow line={line(text)} query={query} marked={false} onNumber={() => {}} onWhole={onWhole} />);
  return onWhole;
};

test("a long line ends in the number of what it leaves out, and opens in full", () => {
  const onWhole = draw("x".repeat(MOST_CHARACTERS + 1_234));
  fireEvent.click(screen.getByRole("button", { name: "… 1,234 more characters" }));
  expect(onWhole).toHaveBeenCalledOnce();
});

test("a line that fits has no such button, also where a progress bar overwrote most of it", () => {
  draw(`${"y".repeat(MOST_CHARACTERS * 2)}\r100 %`);
  expect(screen.queryByRole("button", { name: /more characters/ })).toBeNull();
  expect(screen.getByText("100 %")).toBeDefined();
});

test("what was searched for is marked, and the level is said", () => {
  draw("the loss is NaN", "LOSS");
  expect(screen.getByText("loss").tagName).toBe("MARK");
  expect(screen.getByText("error:")).toBeDefined();
});

test("the whole line is there to its last character", () => {
  const text = `${"z".repeat(5_000)}end`;
  render(<WholeLine line={line(text)} onClose={() => {}} />);
  expect(screen.getByText(text)).toBeDefined();
  expect(screen.getByText(/5,003 characters/)).toBeDefined();
});
