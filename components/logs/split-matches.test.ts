import { expect, test } from "vitest";
import { splitMatches } from "./split-matches";

test("every occurrence is marked and nothing is lost", () => {
  const pieces = splitMatches("Loss 1, loss 2", "LOSS");
  expect(pieces.map((piece) => piece.match)).toEqual([true, false, true, false]);
  expect(pieces.map((piece) => piece.text).join("")).toBe("Loss 1, loss 2");
  expect(splitMatches("abc", "")).toEqual([{ text: "abc", match: false }]);
  expect(splitMatches("aaa", "a")).toHaveLength(3);
  expect(splitMatches("", "a")).toEqual([{ text: "", match: false }]);
  expect(splitMatches("İ loss", "loss")).toEqual([{ text: "İ loss", match: false }]);
});
