import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import type { SettledCase } from "@/domain/preferences/count-choices";
import { shareTiesLeftOut } from "@/domain/preferences/preference-shares";
import { signTestP } from "@/domain/statistics/sign-test";
import { TEST_PYTHON } from "../testing/test-python";

const casesSchema = z.object({
  signTests: z.array(z.object({ wins: z.int(), n: z.int(), p: z.number(), low: z.number(), high: z.number() })),
});
const written = execFileSync(TEST_PYTHON, ["-m", "runners.tests.agreement_cases", "20260415"], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const { signTests } = casesSchema.parse(JSON.parse(written));

/** To 1e-9 of the number itself; what is smaller than a float's own noise counts as zero. */
function expectSame(ours: number, theirs: number) {
  expect(Math.abs(ours - theirs), `${ours} against ${theirs}`).toBeLessThanOrEqual(1e-9 * Math.abs(theirs) + 1e-15);
}

test("the two-sided sign test is SciPy's binomtest, from one case to ten thousand", () => {
  expect(signTests.length).toBeGreaterThan(200);
  for (const { wins, n, p } of signTests) {
    expectSame(signTestP(wins, n - wins), p);
    expectSame(signTestP(n - wins, wins), p);
  }
});

test("the share without ties has SciPy's exact interval, which leaves a half out just where p is below 0.05", () => {
  for (const { wins, n, p, low, high } of signTests) {
    const cases = Array.from({ length: n }, (_, at): SettledCase => {
      return { group: `patient ${at}`, weight: 1, choice: at < wins ? "first" : "second" };
    });
    const arms: [string, string] = ["base", "tuned"];
    const { interval } = shareTiesLeftOut({ arms, cases, drawing: { resamples: 1, seed: 1 } });
    if (!interval) throw new Error("There is no interval.");
    expectSame(interval.low, low);
    expectSame(interval.high, high);
    expect(interval.low > 0.5 || interval.high < 0.5, `${wins} of ${n}`).toBe(p < 0.05);
  }
});
