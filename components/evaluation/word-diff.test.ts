import { expect, test } from "vitest";
import { diffAgainst, MOST_CHARACTERS } from "./word-diff";

test("whole words are marked, on both sides", () => {
  expect(diffAgainst("Takes aspirin daily.", "Takes metformin daily.")).toEqual([
    { text: "Takes ", kind: "same" },
    { text: "aspirin", kind: "removed" },
    { text: "metformin", kind: "added" },
    { text: " daily.", kind: "same" },
  ]);
});

test("long texts are left undiffed", () => {
  expect(diffAgainst("a".repeat(MOST_CHARACTERS), "b")).toBeNull();
});
