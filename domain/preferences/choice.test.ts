import { describe, expect, test } from "vitest";
import { type Choice, type ChoiceReading, orientChoice, settleChoice } from "./choice";

const readings = (...choices: (Choice | null)[]): ChoiceReading[] =>
  choices.map((choice, at) => ({
    ...{ reviewerId: `reader ${at}`, choice, shown: choice, swapped: false, strength: null, late: false },
  }));

describe("a choice as shown becomes one about the pair", () => {
  test.each([
    ["first", false, false, "first", false],
    ["first", true, false, "second", true],
    ["second", true, false, "first", true],
    ["first", false, true, "second", true],
    ["first", true, true, "first", false],
    ["tie", true, false, "tie", true],
  ] as const)("%s, swapped %s, turned %s: %s", (verdict, swapped, turned, choice, secondStoodFirst) => {
    expect(orientChoice({ verdict, swapped }, turned)).toEqual({ choice, shown: verdict, swapped: secondStoodFirst });
  });

  test("what could not be judged chose nothing, on the screen either", () => {
    const said = orientChoice({ verdict: "cannot-judge", swapped: true }, false);
    expect(said).toEqual({ choice: null, shown: null, swapped: true });
  });
});

describe("several readers are settled by more than half of those who judged", () => {
  test.each([
    ["one reader", ["second"], "second", false],
    ["two of three", ["first", "second", "first"], "first", false],
    ["one each", ["first", "second"], "tie", true],
    ["a side and a tie", ["first", "tie"], "tie", true],
    ["all three answers", ["first", "tie", "second"], "tie", true],
    ["most, and not more than half", ["first", "first", "tie", "second"], "tie", true],
    ["ties are a majority too", ["tie", "tie", "first"], "tie", false],
    ["who cannot judge has no vote", ["first", null, null], "first", false],
  ] as const)("%s", (_, choices, choice, split) => {
    expect(settleChoice(readings(...choices))).toEqual({ choice, split });
    expect(settleChoice(readings(...choices).reverse())).toEqual({ choice, split });
  });

  test("nothing where nobody judged", () => {
    expect(settleChoice(readings(null, null))).toBeNull();
    expect(settleChoice([])).toBeNull();
  });
});
