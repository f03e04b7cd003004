import { expect, test } from "vitest";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import { makeRows, sortRows } from "./table-rows";

const group = (id: string, kind: LineageGroup["kind"], count = 1): LineageGroup => ({
  ...{ id, kind, count, name: `Loop: ${id}`, detail: null, nodes: [] },
});
const GROUPS = [
  group("pairs", "pair", 37),
  group("labels", "assessment", 80),
  group("base", "model"),
  group("dpo", "run"),
];
const EDGES = [
  { from: "labels", to: "pairs", kind: "paired" as const, name: null },
  { from: "pairs", to: "dpo", kind: "input" as const, name: "dataset" },
  { from: "base", to: "dpo", kind: "input" as const, name: "model" },
];
const rows = makeRows(GROUPS, EDGES, { here: "pairs", nameOf: (name) => name.replace("Loop: ", "") });

test("a row says what a box holds, how far it is, and both ways what it hangs on", () => {
  expect(rows[0]).toEqual({
    ...{ id: "pairs", kind: "pair", name: "37\u00a0pairs", detail: "pairs", count: 37, steps: -0 },
    ...{ from: "made of 80\u00a0labels", to: "read by dpo" },
  });
  expect(rows[3]?.from).toBe("reads 37\u00a0pairs; reads base");
});

test("rows sort by steps with what stands beside the way last, and by numbers and words both ways", () => {
  const order = (...[sort, direction]: [Parameters<typeof sortRows>[1], "asc" | "desc"]) =>
    sortRows(rows, sort, direction).map(({ id }) => id);
  expect(order("steps", "asc")).toEqual(["labels", "pairs", "dpo", "base"]);
  expect(order("steps", "desc")).toEqual(["dpo", "pairs", "labels", "base"]);
  expect(order("count", "desc")[0]).toBe("labels");
  expect(order("kind", "asc")).toEqual(["labels", "base", "pairs", "dpo"]);
});
