import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { chooseDefinition, writeVerdict } from "./verdict";

function estimate(definition: string, value: number, interval: [number, number] | null): Estimate {
  return {
    state: "defined",
    definition,
    parameters: {},
    numerator: null,
    denominator: null,
    n: 60,
    unit: "note",
    excluded: 0,
    value,
    reason: null,
    interval: interval && { low: interval[0], high: interval[1], level: 0.95, side: "two", method: "bootstrap" },
  };
}
const ROUGE = "text.rouge_l@1";
const candidate = { name: "tuned", scores: [estimate(ROUGE, 0.31, [0.28, 0.34])] };
const baseline = { name: "base", scores: [estimate(ROUGE, 0.2, [0.17, 0.23])] };
const say = (interval: [number, number], definition = ROUGE) =>
  writeVerdict({
    definition,
    candidate: { ...candidate, scores: [estimate(definition, 0.31, [0.28, 0.34])] },
    baseline: { ...baseline, scores: [estimate(definition, 0.2, [0.17, 0.23])] },
    differences: [estimate(definition, (interval[0] + interval[1]) / 2, interval)],
    seeds: 1,
  });

test("a clear difference names who is better, the difference, interval, n and the one seed", () => {
  const { judgement, headline, evidence } = say([0.07, 0.15]);
  expect(judgement).toBe("better");
  expect(headline).toBe("tuned is better: ROUGE-L is higher.");
  expect(evidence.replaceAll("\u00a0", " ")).toBe(
    "0.310 against 0.200 of base: +0.110 (95 % +0.070 to +0.150), 60 paired notes, one seed.",
  );
});

test("an interval over zero is undecided, whatever the estimate", () => {
  expect(say([-0.01, 0.15])).toMatchObject({ judgement: "undecided", headline: "Undecided: ROUGE-L may be the same." });
});

test("more unsupported numbers is worse", () => {
  expect(say([0.07, 0.15], "text.unsupported_numbers@1").judgement).toBe("worse");
  expect(say([0.07, 0.15], "text.length_ratio@1")).toMatchObject({ judgement: "unjudged" });
});

test("without a baseline nothing is compared, and an undefined value says why", () => {
  const alone = writeVerdict({ definition: ROUGE, candidate, baseline: null, differences: [], seeds: null });
  expect(alone.evidence).toMatch(/No baseline was given/);
  const missing: Estimate = {
    ...estimate(ROUGE, 0, null),
    state: "undefined",
    value: null,
    interval: null,
    reason: "no note has a reference",
  };
  const undefinedOne = { name: "tuned", scores: [missing] };
  expect(
    writeVerdict({ definition: ROUGE, candidate: undefinedOne, baseline: null, differences: [], seeds: null }).evidence,
  ).toBe("no note has a reference.");
});

test("the most telling metric speaks unless another is chosen", () => {
  const scores = [estimate("text.length_ratio@1", 1, null), estimate(ROUGE, 0.3, null)];
  expect(chooseDefinition(scores, null)).toBe(ROUGE);
  expect(chooseDefinition(scores, "text.length_ratio@1")).toBe("text.length_ratio@1");
  expect(chooseDefinition(scores, "text.gone@1")).toBe(ROUGE);
  expect(chooseDefinition([], null)).toBeNull();
});

test("a caution of the estimate stands in the sentence", () => {
  const few = { ...estimate(ROUGE, 0.11, [0.07, 0.15]), parameters: { caution: "fewer than 20 notes" } };
  const { evidence } = writeVerdict({ definition: ROUGE, candidate, baseline, differences: [few], seeds: 1 });
  expect(evidence).toContain("Read it with care: fewer than 20 notes.");
});
