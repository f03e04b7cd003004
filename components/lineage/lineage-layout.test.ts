import { expect, test } from "vitest";
import { layoutLineage, NODE } from "./lineage-layout";

const STEP = NODE.width + NODE.columnGap;

test("every arrow points right, and a source stands right before its first reader", () => {
  const ids = ["evaluate", "base", "tuned", "model", "sft", "import", "data", "late"];
  const edges = [
    ["import", "model"],
    ["model", "sft"],
    ["data", "sft"],
    ["sft", "tuned"],
    ["model", "base"],
    ["data", "base"],
    ["tuned", "evaluate"],
    ["base", "evaluate"],
    ["late", "evaluate"],
  ].map(([from = "", to = ""]) => ({ from, to }));
  const { places, paths, width } = layoutLineage(ids, edges);
  for (const { from, to } of edges) expect(places.get(from)?.x).toBeLessThan(places.get(to)?.x ?? 0);
  expect(places.get("late")?.x).toBe(3 * STEP);
  expect(paths).toHaveLength(edges.length);
  expect(width).toBe(5 * STEP - NODE.columnGap);
  expect(new Set([...places.values()].map((at) => `${at.x} ${at.y}`)).size).toBe(ids.length);
});

test("an arrow over a column passes beside its box", () => {
  const { places, paths } = layoutLineage(
    ["a", "b", "c"],
    [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ],
  );
  const box = places.get("b");
  const lane = Number(/,(\d+(?:\.\d+)?)H/.exec(paths[2] ?? "")?.[1]);
  expect(box).toBeDefined();
  expect(lane < (box?.y ?? 0) || lane > (box?.y ?? 0) + NODE.height).toBe(true);
});

test("a cycle ends, and nothing needs no room", () => {
  const cycle = [
    { from: "a", to: "b" },
    { from: "b", to: "a" },
  ];
  expect(layoutLineage(["a", "b"], cycle).places.size).toBe(2);
  expect(layoutLineage([], [])).toMatchObject({ width: 0, height: 0 });
});
