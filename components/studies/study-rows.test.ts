import { expect, test } from "vitest";
import { layRows } from "./study-rows";

const edge = (fromKey: string, toKey: string, ...verdicts: string[]) => ({ fromKey, toKey, verdicts });

test("a row ends where a gate leads on, and what reads across rows stays in the later one", () => {
  const edges = [
    ...[edge("notes", "write"), edge("write", "read"), edge("read", "gate"), edge("gate", "pairs", "fail")],
    ...[edge("pairs", "train"), edge("notes", "train"), edge("train", "again"), edge("again", "gate-2")],
    ...[edge("gate-2", "more", "fail"), edge("pairs", "more")],
  ];
  expect(layRows(["notes", "write", "read", "gate", "pairs", "train", "again", "gate-2", "more"], edges)).toEqual([
    [["notes"], ["write"], ["read"], ["gate"]],
    [["pairs"], ["train"], ["again"], ["gate-2"]],
    [["more"]],
  ]);
});

test("nothing lays nothing, and a cycle does not hang it", () => {
  expect(layRows([], [])).toEqual([]);
  expect(
    layRows(["a", "b"], [edge("a", "b"), edge("b", "a")])
      .flat(2)
      .sort(),
  ).toEqual(["a", "b"]);
});
