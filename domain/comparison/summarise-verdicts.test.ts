import { describe, expect, test } from "vitest";
import type { Comparison } from "./comparison";
import { defineEstimate, twoSided, undefineEstimate } from "./make-estimate";
import { judgeAmong, summariseVerdicts } from "./summarise-verdicts";
import { writeVerdict } from "./write-verdict";

const ROUGE = "text.rouge_l@1";
const arms = new Map(["base", "b", "c", "d"].map((id) => [id, id]));
const score = defineEstimate({ definition: ROUGE, n: 60, unit: "note", value: 0.3 }, null);
const seeds = { candidate_seeds: 1, baseline_seeds: 1 };
const bySeed = defineEstimate({ definition: ROUGE, n: 1, unit: "seed", parameters: seeds, value: 0.1 }, null);

function speak(arm: string, facts: Pick<Comparison, "byItem" | "bySeed">, metric = ROUGE): Comparison {
  const all = { metric, arm, candidate: score, baseline: score, cautions: [], ...facts };
  return { ...all, replicates: [], verdict: writeVerdict({ ...all, names: { candidate: arm, baseline: "base" } }) };
}

function compared(arm: string, value: number, [low, high]: [number, number], holm: number, metric = ROUGE) {
  const named = { definition: ROUGE, n: 60, unit: "note", parameters: { holm_p: holm }, value };
  return speak(arm, { bySeed, byItem: defineEstimate(named, twoSided({ low, high }, 0.95, "bca")) }, metric);
}

const sum = (leading: Comparison[]) => summariseVerdicts(leading, arms, "base");

describe("many arms in one sentence", () => {
  test("counts what Holm leaves, and says what each interval says by itself", () => {
    const said = sum([
      compared("b", 0.1, [0.05, 0.15], 0.01),
      compared("c", 0.2, [0.01, 0.3], 0.2),
      compared("d", 0, [-1, 1], 1),
    ]);
    expect(said.judgement).toBe("better");
    expect(said.headline).toBe("1 of 3 are better than base in ROUGE-L, after Holm's correction over 3.");
    expect(said.evidence).toMatch(/^Each by its own interval: 2 better, 1 undecided\. Furthest ahead: b\./);
  });

  test("many that are better only by chance are no result", () => {
    const said = sum([compared("b", 0.1, [0.05, 0.15], 0.4), compared("c", 0, [-1, 1], 1)]);
    expect(said).toMatchObject({
      judgement: "undecided",
      headline: "None of 2 is better than base in ROUGE-L, after Holm's correction over 2.",
    });
    expect(judgeAmong(compared("b", 0.1, [0.05, 0.15], 0.4), 2)).toBe("undecided");
    expect(judgeAmong(compared("b", 0.1, [0.05, 0.15], 0.01), 2)).toBe("better");
    expect(judgeAmong(compared("b", 0.1, [0.05, 0.15], 0.4), 1)).toBe("better");
  });

  test("one arm has its own sentence, none has none", () => {
    const only = compared("b", 0.1, [0.05, 0.15], 0.01);
    expect(sum([only])).toBe(only.verdict);
    expect(sum([]).headline).toBe("Nothing to compare yet.");
  });

  test("all that are worse are worse", () => {
    const worse = (holm: number) => compared("c", -0.2, [-0.3, -0.1], holm);
    expect(sum([worse(0.01), worse(0.02)]).judgement).toBe("worse");
    expect(sum([worse(0.01), worse(0.2)]).judgement).toBe("undecided");
  });

  test("where nothing could be judged there is no verdict", () => {
    const nothing = undefineEstimate({ definition: ROUGE, n: 0, unit: "note" }, "scored on other data");
    const refused = speak("b", { byItem: nothing, bySeed: nothing });
    expect(sum([refused, refused])).toMatchObject({
      judgement: "refused",
      headline: "No verdict on 2\u00a0arms against base in ROUGE-L.",
    });
    const length = compared("b", 0.1, [0.05, 0.15], 0.01, "text.length_ratio@1");
    expect(sum([length, length]).judgement).toBe("unjudged");
  });
});
