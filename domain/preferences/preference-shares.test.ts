import { describe, expect, test } from "vitest";
import type { Choice } from "./choice";
import type { ChoiceCounts, SettledCase } from "./count-choices";
import { shareTiesHalved, shareTiesLeftOut, signTest } from "./preference-shares";

const ARMS: [string, string] = ["base", "tuned"];
const drawing = { resamples: 2_000, seed: 1 };

function settled(first: number, ties: number, second: number, more: (at: number) => Partial<SettledCase> = () => ({})) {
  const choices: Choice[] = [
    ...new Array<Choice>(first).fill("first"),
    ...new Array<Choice>(ties).fill("tie"),
    ...new Array<Choice>(second).fill("second"),
  ];
  return choices.map((choice, at): SettledCase => ({ group: `patient ${at}`, weight: 1, choice, ...more(at) }));
}

const of = (cases: readonly SettledCase[]) => ({ arms: ARMS, cases, drawing });
const countsOf = (cases: readonly SettledCase[]): ChoiceCounts => {
  const count = (choice: Choice) => cases.filter((each) => each.choice === choice).length;
  return {
    ...{ cases: cases.length, judged: cases.length, cannotJudge: 0, unread: 0, groups: cases.length, split: 0 },
    ...{ wins: [count("first"), count("second")], ties: count("tie"), incomplete: 0, readings: cases.length },
    ...{ readingsCannotJudge: 0, late: 0 },
  };
};

describe("both ways to count ties stand beside each other", () => {
  const cases = settled(30, 20, 10);

  test("halved, each tie is half a win for both", () => {
    const share = shareTiesHalved(of(cases));
    expect(share).toMatchObject({
      ...{ definition: "preference.share_ties_halved@1", n: 60, unit: "case", excluded: 0 },
      ...{ numerator: 40, denominator: 60, interval: { level: 0.95, side: "two", method: "cluster-bootstrap-bca" } },
      parameters: { arm: "base", against: "tuned", settled: "majority", groups: 60, weighted: false },
    });
    expect(share.value).toBeCloseTo(2 / 3, 12);
    expect(share.interval?.low).toBeGreaterThan(0.5);
    expect(share.interval?.high).toBeLessThan(0.8);
  });

  test("left out, the share is of decided cases, exact, and says how many ties there were", () => {
    expect(shareTiesLeftOut(of(cases))).toMatchObject({
      ...{ definition: "preference.share_ties_left_out@1", value: 0.75, n: 40, excluded: 20, unit: "case" },
      interval: { method: "clopper-pearson" },
    });
  });

  test("the other arm's share is what is left", () => {
    const turned = settled(10, 20, 30);
    expect((shareTiesHalved(of(cases)).value ?? 0) + (shareTiesHalved(of(turned)).value ?? 0)).toBeCloseTo(1, 12);
  });
});

describe("resampling draws patients, not cases", () => {
  test("cases of one patient that say the same widen the interval", () => {
    const alone = shareTiesHalved(of(settled(40, 0, 20)));
    const together = shareTiesHalved(of(settled(40, 0, 20, (at) => ({ group: `patient ${Math.floor(at / 5)}` }))));
    const width = ({ interval }: typeof alone) => (interval?.high ?? 0) - (interval?.low ?? 0);
    expect(together.value).toBe(alone.value);
    expect(together.parameters.groups).toBe(12);
    expect(width(together)).toBeGreaterThan(1.6 * width(alone));
  });

  test.each([
    ["always the first", settled(20, 0, 0), 1, 0.025 ** (1 / 20), 1],
    ["never the first", settled(0, 0, 20), 0, 0, 1 - 0.025 ** (1 / 20)],
    ["always a tie", settled(0, 20, 0), 0.5, 0.5 * 0.025 ** (1 / 20), 1 - 0.5 * 0.025 ** (1 / 20)],
  ])(
    "%s: the interval is that of patients without one that differs, and never a point",
    (_, cases, value, low, high) => {
      const share = shareTiesHalved(of(cases));
      expect(share).toMatchObject({ value, interval: { method: "clopper-pearson-groups" } });
      expect(share.interval?.low).toBeCloseTo(low, 10);
      expect(share.interval?.high).toBeCloseTo(high, 10);
    },
  );
});

describe("weights are carried into the shares, and the sign test is refused", () => {
  const weighted = settled(10, 10, 10, (at) => ({ weight: at < 10 ? 3 : 1 }));

  test("both shares are weighted, and resampled", () => {
    const [halved, leftOut] = [shareTiesHalved(of(weighted)), shareTiesLeftOut(of(weighted))];
    expect(halved.value).toBeCloseTo(35 / 50, 12);
    expect(leftOut.value).toBeCloseTo(30 / 40, 12);
    expect(leftOut).toMatchObject({ n: 20, excluded: 10, interval: { method: "cluster-bootstrap-bca" } });
    expect(halved.parameters.weighted).toBe(true);
  });

  test("the exact test says why there is none", () => {
    expect(signTest(of(weighted), countsOf(weighted))).toMatchObject({
      ...{ state: "undefined", value: null, n: 20, excluded: 10 },
      reason: expect.stringContaining("unequal shares"),
    });
  });

  test("equal weights are none, whatever they are", () => {
    const equal = settled(9, 0, 3, () => ({ weight: 2.5 }));
    expect(shareTiesLeftOut(of(equal))).toMatchObject({ numerator: 9, interval: { method: "clopper-pearson" } });
    expect(signTest(of(equal), countsOf(equal)).value).toBeCloseTo(0.14599609375, 12);
  });
});

describe("what is not there has its reason", () => {
  test("only ties", () => {
    const ties = settled(0, 5, 0);
    const reason = "every case that was judged is a tie";
    expect(shareTiesLeftOut(of(ties))).toMatchObject({ state: "undefined", n: 0, excluded: 5, reason });
    expect(signTest(of(ties), countsOf(ties))).toMatchObject({ state: "undefined", n: 0, excluded: 5, reason });
    expect(shareTiesHalved(of(ties)).value).toBe(0.5);
  });

  test("nothing judged", () => {
    const reason = "nobody judged a case";
    for (const each of [shareTiesHalved(of([])), shareTiesLeftOut(of([])), signTest(of([]), countsOf([]))])
      expect(each).toMatchObject({ state: "undefined", value: null, interval: null, n: 0, reason });
  });
});
