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

test("a rewritten phrase is one change, and both texts can be read back", () => {
  const reference = "Sister with cancer. Former smoker, stopped ten years ago.";
  const text = "Sister with cancer. The patient was advised to continue.";
  const parts = diffAgainst(reference, text) ?? [];
  expect(parts.map((part) => part.kind)).toEqual(["same", "removed", "added", "same"]);
  const read = (without: string) =>
    parts
      .filter((part) => part.kind !== without)
      .map((part) => part.text)
      .join("");
  expect(read("added")).toBe(reference);
  expect(read("removed")).toBe(text);
});

test("long texts are left undiffed", () => {
  expect(diffAgainst("a".repeat(MOST_CHARACTERS), "b")).toBeNull();
});
