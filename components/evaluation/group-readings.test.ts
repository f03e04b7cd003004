import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { groupReadings } from "./group-readings";

const score = (definition: string): Estimate => ({
  state: "undefined",
  definition,
  parameters: {},
  numerator: null,
  denominator: null,
  n: 0,
  unit: "note",
  excluded: 0,
  value: null,
  reason: "no note has a value",
  interval: null,
});
const outline = (definitions: string[]) =>
  groupReadings(definitions.map(score)).map(({ primary, readings }) => [
    primary.definition,
    ...readings.map(({ words, estimate }) => `${words}: ${estimate.definition}`),
  ]);

test("readings of failures stand under their metric", () => {
  expect(
    outline(["text.length_ratio@1", "text.rouge_l@1", "text.rouge_l_completed@1", "text.rouge_l_strict@1"]),
  ).toEqual([
    ["text.rouge_l@1", "failures count as 0: text.rouge_l_strict@1", "left out: text.rouge_l_completed@1"],
    ["text.length_ratio@1"],
  ]);
});

test("a reading whose metric is not there and an unknown definition lead themselves", () => {
  expect(outline(["text.rouge_l_strict@1", "judge.tone@1"])).toEqual([["text.rouge_l_strict@1"], ["judge.tone@1"]]);
});
