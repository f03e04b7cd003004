import { expect, test } from "vitest";
import { estimateDifferences, estimateScores, scoreText } from "./score-texts";

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
