import { expect, test } from "vitest";
import { type CursorOrder, readCursor, writeCursor } from "./run-cursor";

const ORDER: CursorOrder = { by: "metric.loss", direction: "asc", type: "float8" };
const write = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");

test.each([
  ["float8", "0.25"],
  ["float8", "-1.5e-07"],
  ["float8", "Infinity"],
  ["float8", "NaN"],
  ["float8", null],
  ["text", "it's “x”"],
  ["timestamptz", "2026-03-01 10:00:00.123456+00"],
  ["timestamptz", "2026-03-01 10:00:00-03:30"],
] as const)("a %s place of %s is read as it was written", (type, value) => {
  const order = { ...ORDER, type };
  expect(readCursor(writeCursor({ id: "r1", value }, order), order)).toEqual({ id: "r1", value });
});

test.each([
  { ...ORDER, by: "metric.accuracy" },
  { ...ORDER, direction: "desc" as const },
  { ...ORDER, type: "text" as const },
])("a place of another order is refused: %o", (other) => {
  expect(() => readCursor(writeCursor({ id: "r1", value: "1" }, ORDER), other)).toThrow("in another order");
});

test.each(["", "nothing", write(["r1"]), write([1, "2", "metric.loss asc float8"]), write({ id: "r1" })])(
  "%s is no cursor",
  (text) => {
    expect(() => readCursor(text, ORDER)).toThrow("not one that this list gave");
  },
);

test("a value that the database could not read is refused before it is asked", () => {
  expect(() => readCursor(write(["r1", "abc", "metric.loss asc float8"]), ORDER)).toThrow("in another order");
});
