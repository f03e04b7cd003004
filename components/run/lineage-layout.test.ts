import { expect, test } from "vitest";
import { layoutLineage, NODE } from "./lineage-layout";

test("columns close up and no two boxes overlap", () => {
  const boxes = [
    { id: "data", column: -5 },
    { id: "sft", column: -2 },
    { id: "base", column: -2 },
    { id: "evaluate", column: 0 },
  ];
  const { places, width, height } = layoutLineage(boxes, [
    { from: "data", to: "sft" },
    { from: "sft", to: "evaluate" },
  ]);
  expect(places.get("data")?.x).toBe(0);
  expect(places.get("evaluate")?.x).toBe(2 * (NODE.width + NODE.columnGap));
  expect(width).toBe(3 * NODE.width + 2 * NODE.columnGap);
  expect(height).toBe(2 * NODE.height + NODE.rowGap);
  expect(new Set([...places.values()].map((at) => `${at.x} ${at.y}`)).size).toBe(4);
  expect(places.get("sft")?.y).toBeLessThan(places.get("base")?.y ?? 0);
});

test("nothing needs no room", () => {
  expect(layoutLineage([], [])).toMatchObject({ width: 0, height: 0 });
});
