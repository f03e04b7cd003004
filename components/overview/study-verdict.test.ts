import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { headlineOf, judgeStudy, type Scored } from "./study-verdict";

function scored(value: number, low: number, high: number, kind: Scored["kind"] = "difference"): Scored {
  const estimate: Estimate = {
    state: "defined",
    definition: "text.rouge_l@1",
    parameters: {},
    numerator: null,
    denominator: null,
    n: 30,
    unit: "note",
    excluded: 0,
    value,
    reason: null,
    interval: { low, high, level: 0.95, side: "two", method: "bootstrap" },
  };
  return { runId: "evaluate", kind, role: "candidate", generationsRunId: "generate", estimate };
}
const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");

test("a difference whose interval leaves zero out is named, with n, interval and seeds", () => {
  const verdict = judgeStudy([scored(0.401, 0.334, 0.47)], 1);
  expect(verdict?.tone).toBe("good");
  expect(plain(verdict?.evidence)).toBe(
    "Tuned against base: ROUGE-L +0.401 (95 % +0.334 to +0.470), 30 notes, one seed.",
  );
});

test("an interval over zero is undecided, whatever the value", () => {
  expect(judgeStudy([scored(0.2, -0.01, 0.41)], 3)).toMatchObject({ tone: "undecided" });
});

test("worse is called worse", () => expect(judgeStudy([scored(-0.2, -0.3, -0.1)], 1)?.tone).toBe("bad"));

test("scores alone make no verdict, but a headline", () => {
  const scores = [scored(0.5, 0.4, 0.6, "score")];
  expect(judgeStudy(scores, 1)).toBeNull();
  expect(plain(headlineOf("generate", scores) ?? "")).toBe("ROUGE-L 0.500 (0.400–0.600), 30 notes");
});
