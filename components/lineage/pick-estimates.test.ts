import { expect, test } from "vitest";
import { undefineEstimate } from "@/domain/comparison/make-estimate";
import { type Answered, pickEstimates } from "./pick-estimates";

const estimate = (definition: string) => undefineEstimate({ definition, n: 0, unit: "note" }, "nothing was read");
const side = (name: string) => ({
  ...{ name, before: estimate(`${name} before`), after: estimate(`${name} after`) },
  difference: estimate(`${name} difference`),
  watched: [
    { measure: "length" as const, before: estimate("b"), after: estimate("a"), change: estimate(`${name} length`) },
  ],
});
const RESULT: Answered = {
  ...{
    state: "measured",
    node: "compare",
    kept: ["text.rouge_l@1", "text.exact_match@1"].map(estimate),
    sides: [side("one"), side("two")],
  },
};
const of = { of: "study" as const, id: "s" };
const told = (asked: Parameters<typeof pickEstimates>[1]) =>
  pickEstimates(RESULT, asked).map(({ name, estimate: { definition } }) => [name, definition]);

test("the number that was asked for is shown, of each training or of the one that is named", () => {
  expect(told({ ...of, number: "rate-after" })).toEqual([
    ["one", "one after"],
    ["two", "two after"],
  ]);
  expect(told({ ...of, number: "rate-before", side: 1 })).toEqual([["", "two before"]]);
  expect(told({ ...of, side: 0 })).toEqual([["", "one difference"]]);
  expect(told({ ...of, number: "length", side: 0 })).toEqual([["", "one length"]]);
  expect(pickEstimates(RESULT, { ...of, number: "kept" }).map(({ scale }) => scale)).toEqual(["number", "points"]);
});

test("nothing is shown of another comparison, of what is no estimate, and before it was measured", () => {
  expect(told({ ...of, number: "rate-after", node: "another" })).toEqual([]);
  expect(told({ ...of, number: "cost" })).toEqual([]);
  expect(pickEstimates({ state: "none" }, of)).toEqual([]);
});
