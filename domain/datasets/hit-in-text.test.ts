import { expect, test } from "vitest";
import { around } from "./hit-in-text";

test("a hit behind characters of two units is cut where it stands", () => {
  expect(around("😀😀 call 555-0100 now", { start: 8, end: 16 })).toEqual({
    before: "😀😀 call ",
    hit: "555-0100",
    after: " now",
  });
});

test("what is far is cut off with a sign, and never half a character", () => {
  const text = `${"😀".repeat(30)}Ann${"x".repeat(30)}`;
  expect(around(text, { start: 30, end: 33 })).toEqual({
    before: `…${"😀".repeat(24)}`,
    hit: "Ann",
    after: `${"x".repeat(24)}…`,
  });
});

test("a hit behind the end of the text at hand is none", () => {
  expect(around("😀 Ann", { start: 2, end: 5 })?.hit).toBe("Ann");
  expect(around("😀 Ann", { start: 2, end: 6 })).toBeNull();
});
