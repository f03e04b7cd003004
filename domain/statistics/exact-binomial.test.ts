import { describe, expect, test } from "vitest";
import {
  clopperPearsonInterval,
  clopperPearsonLower,
  clopperPearsonUpper,
  fewestAbove,
  mostBelow,
  pAbove,
  pBelow,
  powerAbove,
  powerBelow,
} from "./exact-binomial";
import { labelsNeeded } from "./labels-needed";
import { wilsonInterval } from "./rates";
import { type ControlReadings, correctRate, correctReplicates, drawByControl, observedRate } from "./rogan-gladen";
import { expectedItems, runSequentialTest, sequentialSteps } from "./sequential-test";

const GATE = { threshold: 0.15, alpha: 0.05 };

describe("the table of intervals", () => {
  test.each([
    [0, 50, 0, 0.0713, 0, 0.0711],
    [1, 50, 0.0035, 0.105, 0.0005, 0.1065],
    [7, 50, 0.0695, 0.2619, 0.0582, 0.2674],
    [8, 50, 0.0834, 0.2851, 0.0717, 0.2911],
    [12, 50, 0.143, 0.3741, 0.1306, 0.3817],
    [13, 50, 0.1587, 0.3955, 0.1463, 0.4034],
    [15, 100, 0.0931, 0.2328, 0.0865, 0.2353],
    [191, 12_999, 0.0128, 0.0169, 0.0127, 0.0169],
    [84, 191, 0.3713, 0.5107, 0.3682, 0.5133],
    [1_712, 49_590, 0.033, 0.0362, 0.0329, 0.0362],
  ])("%i of %i", (hits, n, ...ends) => {
    const [wilson, exact] = [wilsonInterval(hits, n, 0.95), clopperPearsonInterval(hits, n, 0.95)];
    const ours = [wilson.low, wilson.high, exact.low, exact.high];
    ends.forEach((end, at) => {
      expect(ours[at]).toBeCloseTo(end, 4);
    });
  });

  test("of 400 summaries 33 are 8.25 %, by Wilson 5.9 to 11.4", () => {
    const { low, high } = wilsonInterval(33, 400, 0.95);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.059", "0.114"]);
  });

  test("all and none end at 1 and 0", () => {
    expect(clopperPearsonInterval(50, 50, 0.95).high).toBe(1);
    expect(clopperPearsonUpper(0, 19, 0.05)).toBeCloseTo(1 - 0.05 ** (1 / 19), 12);
    expect(clopperPearsonLower(19, 19, 0.05)).toBeCloseTo(0.05 ** (1 / 19), 12);
  });
});

describe("the rule of 15 %", () => {
  test.each([
    [50, 3, 13, [0.186, 0.489, 0.777, 0.987]],
    [100, 8, 22, [0.346, 0.789, 0.971]],
    [200, 21, 39, [0.598, 0.972]],
  ])("n = %i: below up to %i, above from %i", (n, below, above, powers) => {
    expect([mostBelow(n, GATE), fewestAbove(n, GATE)]).toEqual([below, above]);
    powers.forEach((power, at) => {
      expect(powerAbove(n, [0.2, 0.25, 0.3, 0.4][at] ?? 0, GATE)).toBeCloseTo(power, 3);
    });
  });

  test("a verdict and the 90 % interval say the same, at every n and k", () => {
    for (let n = 1; n <= 220; n++) {
      const [below, above] = [mostBelow(n, GATE), fewestAbove(n, GATE)];
      for (let k = 0; k <= n; k++) {
        const { low, high } = clopperPearsonInterval(k, n, 0.9);
        expect([k, n, k <= below, k >= above]).toEqual([k, n, high <= 0.15, low >= 0.15]);
      }
    }
  });

  test("the Stage B guide's own rule fires far too often where the rate is fine", () => {
    const fires = [0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.25].map((rate) => Number(pAbove(8, 50, rate).toFixed(3)));
    expect(fires).toEqual([0.044, 0.122, 0.247, 0.481, 0.7, 0.81, 0.955]);
  });

  test("both tails hold the observation itself", () => {
    expect(pAbove(3, 10, 0.15) + pBelow(2, 10, 0.15)).toBeCloseTo(1, 12);
    expect([pAbove(0, 10, 0.15), pBelow(10, 10, 0.15)]).toEqual([1, 1]);
    expect(mostBelow(18, GATE)).toBe(-1);
    expect(mostBelow(19, GATE)).toBe(0);
    expect(fewestAbove(1, GATE)).toBe(2);
  });
});

describe("labels that decide it", () => {
  test.each([
    [0.2, 381, 521],
    [0.25, 110, 149],
    [0.3, 55, 76],
    [0.4, 22, 30],
  ])("above, if the rate is %f: %i for 80 %%, %i for 90 %%", (truth, eighty, ninety) => {
    expect(labelsNeeded(truth, { ...GATE, power: 0.8 })).toBe(eighty);
    expect(labelsNeeded(truth, { ...GATE, power: 0.9 })).toBe(ninety);
  });

  test.each([
    [0.02, 30],
    [0.05, 68],
    [0.08, 150],
    [0.1, 304],
  ])("below, if the rate is %f: %i", (truth, needed) => {
    expect(labelsNeeded(truth, { ...GATE, power: 0.8 })).toBe(needed);
  });

  test("the power holds at each of the next forty too, and not one label earlier", () => {
    const needed = labelsNeeded(0.25, { ...GATE, power: 0.8 }) ?? 0;
    for (let n = needed; n <= needed + 40; n++) expect(powerAbove(n, 0.25, GATE)).toBeGreaterThanOrEqual(0.8);
    expect(powerAbove(needed - 1, 0.25, GATE)).toBeLessThan(0.8);
  });

  test("at low thresholds, where its teeth are long, too", () => {
    const low = { threshold: 0.01, alpha: 0.05 };
    for (const truth of [0.0005, 0.0015, 0.002, 0.003, 0.005]) {
      const needed = labelsNeeded(truth, { ...low, power: 0.8 }) ?? 0;
      for (let n = needed; n <= needed + 1_000; n++) expect(powerBelow(n, truth, low)).toBeGreaterThanOrEqual(0.8);
      expect(powerBelow(needed - 1, truth, low)).toBeLessThan(0.8);
    }
  });

  test("what was seen counts: a bad start needs more, and nothing decides at the threshold itself", () => {
    const fresh = labelsNeeded(0.1, { ...GATE, power: 0.8 }) ?? 0;
    const after = labelsNeeded(0.1, { ...GATE, power: 0.8 }, { hits: 9, n: 50 }) ?? 0;
    expect(after).toBeGreaterThan(fresh + 100);
    expect(labelsNeeded(0.1, { ...GATE, power: 0.8 }, { hits: 0, n: 50 })).toBeLessThan(fresh);
    expect(labelsNeeded(0.15, { ...GATE, power: 0.8 })).toBeNull();
    expect(labelsNeeded(0.150001, { ...GATE, power: 0.8 })).toBeNull();
  });

  test("labels seen so far that decide it already ask for no more", () => {
    expect(labelsNeeded(0.02, { ...GATE, power: 0.8 }, { hits: 2, n: 400 })).toBe(400);
    expect(powerBelow(400, 0.02, GATE)).toBeGreaterThan(0.99);
  });
});

describe("Wald's sequential test", () => {
  const test10 = { low: 0.1, high: 0.2, alpha: 0.05, beta: 0.1 };

  test("bounds, steps and the average length are the published ones", () => {
    const { upper, lower, hit, miss } = sequentialSteps(test10);
    expect(upper).toBeCloseTo(2.89, 3);
    expect(lower).toBeCloseTo(-2.251, 3);
    expect(hit).toBeCloseTo(Math.LN2, 12);
    expect(miss).toBeCloseTo(-0.1178, 4);
    expect(Math.round(expectedItems(test10, "low"))).toBe(54);
    expect(Math.round(expectedItems(test10, "high"))).toBe(54);
  });

  test("twenty clean items in a row say low, five hits in a row say high, and it stays said", () => {
    expect(runSequentialTest(new Array(19).fill(false), test10).said).toBe("go-on");
    expect(runSequentialTest(new Array(20).fill(false), test10)).toMatchObject({ said: "low", stoppedAt: 20 });
    const fiveThenClean = [...new Array(5).fill(true), ...new Array(500).fill(false)];
    expect(runSequentialTest(fiveThenClean, test10)).toMatchObject({ said: "high", stoppedAt: 5 });
    expect(runSequentialTest([], test10)).toEqual({ said: "go-on", logRatio: 0, stoppedAt: null });
  });

  test("it errs no more often than it may", () => {
    const draw = createDraws(7);
    const wrong = { low: 0, high: 0 };
    const rounds = 4_000;
    for (let round = 0; round < rounds; round++) {
      const says = (rate: number) => runSequentialTest({ [Symbol.iterator]: () => endless(draw, rate) }, test10).said;
      if (says(0.1) === "high") wrong.low += 1;
      if (says(0.2) === "low") wrong.high += 1;
    }
    expect(wrong.low / rounds).toBeLessThan(0.06);
    expect(wrong.high / rounds).toBeLessThan(0.115);
    expect(wrong.low / rounds).toBeGreaterThan(0.02);
  });
});

function createDraws(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function endless(draw: () => number, rate: number): Iterator<boolean> {
  return { next: () => ({ done: false, value: draw() < rate }) };
}

describe("readers who miss some and see some that are not there", () => {
  const readers = { sensitivity: 0.9, specificity: 0.95 };

  test("a true 2 % looks like 6.7 %, and is found back", () => {
    expect(observedRate(0.02, readers)).toBeCloseTo(0.067, 12);
    expect(correctRate(0.067, readers)).toBeCloseTo(0.02, 12);
  });

  test("fewer than the false alarms alone is none, and guessing is no reading", () => {
    expect(correctRate(0.01, readers)).toBe(0);
    expect(correctRate(0.3, { sensitivity: 0.5, specificity: 0.5 })).toMatch(/chance/);
  });

  test("few controls leave more doubt than many", () => {
    const observed = new Float64Array(2_000).fill(0.2);
    const spread = (controls: number) => {
      const right = new Array<ControlReadings>(controls).fill({ hits: 1, n: 1 });
      const sorted = correctReplicates(observed, { planted: right, clean: right }, 1).sort();
      return (sorted[1_900] ?? 0) - (sorted[100] ?? 0);
    };
    expect(spread(10)).toBeGreaterThan(2 * spread(200));
    expect(spread(200)).toBeGreaterThan(0);
  });

  test("ten readings of the same control tell less than those of ten controls", () => {
    const spread = (controls: readonly ControlReadings[]) => {
      const sorted = drawByControl(controls, { resamples: 2_000, seed: 7 }).sort();
      return (sorted[1_900] ?? 0) - (sorted[100] ?? 0);
    };
    const alone = Array.from({ length: 100 }, (_, at) => ({ hits: at % 5 === 0 ? 0 : 1, n: 1 }));
    const together = Array.from({ length: 10 }, (_, at) => ({ hits: at % 5 === 0 ? 0 : 10, n: 10 }));
    expect(spread(together)).toBeGreaterThan(2.5 * spread(alone));
  });
});
