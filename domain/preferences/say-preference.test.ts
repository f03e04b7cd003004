import { expect, test } from "vitest";
import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import { sayPreference, saySignTest } from "./say-preference";

const arms: [string, string] = ["base", "tuned"];
const measured = { definition: "preference.share_ties_left_out@1", n: 40, unit: "case" };
const share = (value: number, ends: [number, number] | null) =>
  defineEstimate({ ...measured, value }, ends && twoSided({ low: ends[0], high: ends[1] }, 0.95, "clopper-pearson"));

test.each([
  [share(0.75, [0.59, 0.87]), "base", "Readers prefer base to tuned"],
  [share(0.25, [0.13, 0.41]), "tuned", "Readers prefer tuned to base"],
  [share(0.6, [0.43, 0.75]), null, "Readers show no preference between base and tuned"],
  [share(0.5, [0.5, 0.5]), null, "Readers show no preference between base and tuned"],
  [share(0.9, null), null, "Readers show no preference between base and tuned that an interval could bear out"],
  [
    undefineEstimate(measured, "every case that was judged is a tie"),
    null,
    /tuned: every case that was judged is a tie$/,
  ],
])("an arm is called preferred only where the interval leaves a half out", (tiesLeftOut, preferred, sentence) => {
  const said = sayPreference({ arms, tiesLeftOut });
  expect(said.preferred).toBe(preferred);
  expect(said.sentence).toMatch(sentence);
});

test("p is told with what it rests on, or with why there is none", () => {
  const test = { definition: "preference.sign_test_p@1", n: 40, unit: "case" };
  const told = saySignTest({ signTest: defineEstimate({ ...test, value: 0.00222 }, null) });
  expect(told).toBe("exact two-sided sign test over 40\u00a0decided cases: p\u00a0=\u00a00.00222");
  expect(saySignTest({ signTest: undefineEstimate(test, "weights differ") })).toBe("no sign test: weights differ");
});
