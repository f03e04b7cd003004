import { expect, test } from "vitest";
import { sourcesLeft, sourcesToDraw } from "./sources-left";

const drawn = (items: number, sample: number, arms: string[] = ["tuned"]) => ({
  frame: { items, arms, source: { from: "generations" as const, runs: ["run"] } },
  cases: { sample },
});
const more = (count: number | null) => ({
  ...{ rate: 0.1, verdict: "pass" as const, more: count, inAll: null, power: 0.8, unit: "note" as const },
  designEffect: 1,
});

test("sources are left that no case of the round stands for", () => {
  expect(sourcesLeft(drawn(30, 24))).toBe(6);
  expect(sourcesLeft(drawn(30, 40, ["base", "tuned"]))).toBe(10);
  expect(sourcesLeft(drawn(30, 30))).toBe(0);
  const texts = drawn(30, 10);
  expect(sourcesLeft({ ...texts, frame: { ...texts.frame, source: { from: "texts" } } })).toBe(0);
});

test("as many are drawn as the nearer rate needs, each bringing a note an arm", () => {
  expect(sourcesToDraw(drawn(900, 24), [more(116), more(170)])).toBe(116);
  expect(sourcesToDraw(drawn(900, 24, ["base", "tuned"]), [more(117), more(null)])).toBe(59);
  expect(sourcesToDraw(drawn(900, 24), [more(null)])).toBe(1);
});
