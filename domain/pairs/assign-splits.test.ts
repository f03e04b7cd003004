import { expect, test } from "vitest";
import { assignSplits } from "./assign-splits";

test("a group stands in one split, a named split stays, and the same seed draws the same", () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({
    ...{ group: `g${at % 20}`, noteHash: `note ${at}` },
    split: at === 3 ? ("test" as const) : null,
  }));
  const splits = assignSplits(rows, { validationShare: 0.1, seed: 1 });
  expect(splits.get("g3")).toBe("test");
  expect([...splits.values()].filter((split) => split === "validation")).toHaveLength(2);
  expect(assignSplits(rows.toReversed(), { validationShare: 0.1, seed: 1 })).toEqual(splits);
  expect(new Set(assignSplits(rows, { validationShare: 0, seed: 1 }).values())).toEqual(new Set(["train", "test"]));
});

test("a note under two names, and whatever stands beside it, is in one split", () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({ group: `g${at}`, noteHash: `note ${at >> 1}`, split: null }));
  const joined = [
    ...rows,
    { group: "far", noteHash: "note 0", split: null },
    { group: "far", noteHash: "own", split: null },
  ];
  for (let seed = 0; seed < 20; seed += 1) {
    const splits = assignSplits(joined, { validationShare: 0.3, seed });
    for (let note = 0; note < 20; note += 1) expect(splits.get(`g${2 * note}`)).toBe(splits.get(`g${2 * note + 1}`));
    expect(splits.get("far")).toBe(splits.get("g0"));
    expect(new Set(splits.values())).toEqual(new Set(["train", "validation"]));
  }
});

test("a split that one name of a note has is that of its other names", () => {
  const rows = [
    { group: "a", noteHash: "note", split: null },
    { group: "b", noteHash: "note", split: "test" as const },
    { group: "c", noteHash: "other", split: null },
  ];
  expect([...assignSplits(rows, { validationShare: 0.5, seed: 1 })].sort()).toEqual([
    ["a", "test"],
    ["b", "test"],
    ["c", "train"],
  ]);
});
