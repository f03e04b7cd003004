import { describe, expect, test } from "vitest";
import type { Estimate } from "../estimate";
import { defineEstimate, twoSided, undefineEstimate } from "./make-estimate";
import { decidingDifference, writeVerdict } from "./write-verdict";

const ROUGE = "text.rouge_l@1";
const names = { candidate: "tuned", baseline: "base" };
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("−", "-");

type Wanted = { n?: number; unit?: string; interval?: [number, number] | null; parameters?: Estimate["parameters"] };

function estimate(value: number, { n = 60, unit = "note", interval = null, parameters = {} }: Wanted = {}): Estimate {
  const ends = interval && twoSided({ low: interval[0], high: interval[1] }, 0.95, "bca");
  return defineEstimate({ definition: ROUGE, n, unit, parameters, value }, ends);
}

const oneSeed = estimate(0.1, { n: 1, unit: "seed", parameters: { candidate_seeds: 1, baseline_seeds: 1 } });

function say(byItem: Estimate | null, bySeed = oneSeed, metric = ROUGE, cautions: string[] = []) {
  const facts = { metric, arm: "b", candidate: estimate(0.31), baseline: estimate(0.2), byItem, bySeed, cautions };
  const { judgement, headline, evidence } = writeVerdict({ ...facts, names });
  return { judgement, headline, evidence: plain(evidence) };
}

describe("one seed each", () => {
  test("a clear difference over notes names who is better and says the one seed", () => {
    expect(say(estimate(0.11, { interval: [0.07, 0.15] }))).toEqual({
      judgement: "better",
      headline: "tuned is better: ROUGE-L is higher.",
      evidence: "0.310 against 0.200 of base: +0.110 (95 % +0.070 to +0.150), 60 paired notes, one seed each.",
    });
  });

  test("an interval over zero is undecided, whatever the estimate", () => {
    const said = say(estimate(0.11, { interval: [-0.01, 0.2] }));
    expect(said.judgement).toBe("undecided");
    expect(said.headline).toBe("Undecided: ROUGE-L of tuned and base may be the same.");
    expect(said.evidence).toContain("The interval holds zero: more of what it is over decides it.");
  });

  test("more unsupported numbers is worse; a length has no better way", () => {
    const clear = estimate(0.11, { interval: [0.07, 0.15] });
    expect(say(clear, oneSeed, "text.unsupported_numbers@1").judgement).toBe("worse");
    expect(say(clear, oneSeed, "text.length_ratio@1").judgement).toBe("unjudged");
  });

  test("a curve has no notes and so no interval", () => {
    const { judgement, evidence } = say(null, oneSeed, "metric.validation/loss", ["They ended at different steps."]);
    expect(judgement).toBe("unjudged");
    expect(evidence).toBe(
      "0.310 against 0.200 of base: +0.100, one seed each, so there is no interval. They ended at different steps.",
    );
  });

  test("what was never trained has no seed to speak of", () => {
    const fixed = undefineEstimate(
      { definition: ROUGE, n: 0, unit: "seed", parameters: { candidate_seeds: 0, baseline_seeds: 0 } },
      "nothing was trained on either side",
    );
    expect(say(estimate(0.1, { interval: [0.05, 0.15] }), fixed).evidence).toMatch(
      /60 paired notes, nothing was trained\.$/,
    );
  });
});

describe("several seeds", () => {
  const parameters = { candidate_seeds: 3, baseline_seeds: 3, paired: true, permutation_p: 0.25, attainable_p: 0.25 };
  const bySeed = estimate(0.02, { n: 3, unit: "seed", interval: [-0.01, 0.05], parameters });
  const byItem = estimate(0.02, { interval: [0.01, 0.03] });

  test("the seeds decide, the notes stand beside them, and the smallest p is stated", () => {
    expect(decidingDifference({ byItem, bySeed })).toBe(bySeed);
    const said = say(byItem, bySeed);
    expect(said.judgement).toBe("undecided");
    expect(said.evidence).toContain("by seed +0.020 (95 % -0.010 to +0.050), 3 paired seeds;");
    expect(said.evidence).toContain(
      "by note, for these trainings alone, +0.020 (95 % +0.010 to +0.030), 60 paired notes.",
    );
    expect(said.evidence).toContain("Exact p over seeds 0.250; so few seeds cannot reach less than 0.250.");
  });

  test("against an untrained model, and without partners", () => {
    const against = (parameters: Estimate["parameters"]) =>
      say(byItem, estimate(0.02, { n: 3, unit: "seed", interval: [0.01, 0.03], parameters })).evidence;
    expect(against({ candidate_seeds: 3, baseline_seeds: 0, paired: true })).toContain(
      "3 seeds against an untrained model",
    );
    expect(against({ candidate_seeds: 3, baseline_seeds: 2, paired: false })).toContain("3 seeds against 2 seeds");
  });

  test("seeds without an interval leave the word to the notes", () => {
    const lone = estimate(0.02, { n: 4, unit: "seed", parameters: { candidate_seeds: 3, baseline_seeds: 1 } });
    expect(decidingDifference({ byItem, bySeed: lone })).toBe(byItem);
    expect(say(byItem, lone).evidence).toContain("60 paired notes, 3 seeds against one seed.");
  });
});

test("what cannot be compared is refused with its reason", () => {
  const none = undefineEstimate({ definition: ROUGE, n: 0, unit: "note" }, "tuned was scored on v1, base on v2");
  expect(say(none, undefineEstimate({ definition: ROUGE, n: 0, unit: "seed" }, "the same"))).toEqual({
    judgement: "refused",
    headline: "Not compared in ROUGE-L:",
    evidence: "tuned was scored on v1, base on v2.",
  });
});
