import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { groupDifferences } from "./group-differences";

const difference = (definition: string): Estimate => ({
  state: "undefined",
  definition,
  parameters: {},
  numerator: null,
  denominator: null,
  n: 0,
  unit: "note",
  excluded: 3,
  value: null,
  reason: "nothing shared",
  interval: null,
});

test("shares, scores and counts stand on axes of their own, and none is lost", () => {
  const ids = ["text.exact_match@1", "text.rouge_l@1", "text.unsupported_drugs@1", "text.length_ratio@1", "text.new@1"];
  const groups = groupDifferences(ids.map(difference));
  expect(groups.map((group) => [group.title, group.rows.map((row) => row.id)])).toEqual([
    ["Higher is better", ["text.rouge_l@1"]],
    ["Percentage points, higher is better", ["text.exact_match@1"]],
    ["Percentage points, lower is better", ["text.unsupported_drugs@1"]],
    ["Neither way is better", ["text.length_ratio@1", "text.new@1"]],
  ]);
});
