import { expect, test } from "vitest";
import { newcombePairedInterval, wilsonInterval } from "./rate-intervals";
import { estimateDifferences, estimateScores, scoreText } from "./score-texts";

test("Wilson's and Newcombe's intervals are the published ones", () => {
  for (const [hits, n, low, high] of [
    [0, 50, 0, 0.0713],
    [7, 50, 0.0695, 0.2619],
    [84, 191, 0.3713, 0.5107],
  ] as const) {
    const interval = wilsonInterval(hits, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  }
  // Newcombe 1998, table II, method 10.
  const paired = newcombePairedInterval({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 });
  expect(paired.low).toBeCloseTo(0.0562, 4);
  expect(paired.high).toBeCloseTo(0.3292, 4);
});

test("no seeded interval has the width zero", () => {
  const texts = ["Take 5 mg", "Rest for 2 days", ""];
  const score = (text: string) => scoreText({ text, source: "Take 5 mg", reference: "Take 5 mg", cutOff: false });
  const all = texts.map(score);
  const same = texts.map(() => score("Take 5 mg"));
  const estimates = [...estimateScores(all), ...estimateScores(same), ...estimateDifferences(same, same)];
  const intervals = estimates.flatMap(({ interval }) => interval ?? []);
  expect(intervals.length).toBeGreaterThan(0);
  for (const { low, high } of intervals) expect(high).toBeGreaterThan(low);
  const exact = estimateScores(same).find(({ definition }) => definition === "text.exact_match@1");
  expect(exact?.interval).toMatchObject({ method: "wilson", high: 1 });
  const rouge = estimateScores(same).find(({ definition }) => definition === "text.rouge_l@1");
  expect(rouge).toMatchObject({ interval: null, parameters: { interval_missing: "all values are equal" } });
});
