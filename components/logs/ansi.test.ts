import { expect, test } from "vitest";
import { lastOverwrite, readAnsi } from "./ansi";

test("colours become tokens and control characters go", () => {
  expect(readAnsi("\u001b[31;1mfailed\u001b[0m at\tstep\u0007 4")).toEqual([
    { text: "failed", color: "var(--bad)", bold: true, dim: false },
    { text: " at\tstep 4", color: null, bold: false, dim: false },
  ]);
});

test("markup of a page stays text", () => {
  expect(readAnsi("<b>x</b>")[0]?.text).toBe("<b>x</b>");
});

test("an overwritten line shows its last state", () => {
  expect(lastOverwrite(" 10%\r 50%\r100%\r")).toBe("100%");
  expect(lastOverwrite("plain")).toBe("plain");
  expect(readAnsi("")).toEqual([]);
});
