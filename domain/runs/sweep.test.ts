import { expect, test } from "vitest";
import { countSwept, expandSweep } from "./sweep";

test("every combination of values and seeds, named by what differs", () => {
  const sweep = { vary: { learningRate: [1e-4, 2e-4], loraRank: [8, 16], chat: ["plain"] }, seeds: [1, 2] };
  const runs = expandSweep(sweep);
  expect(runs).toHaveLength(8);
  expect(countSwept(sweep)).toBe(8);
  expect(runs[0]).toEqual({
    config: { learningRate: 1e-4, loraRank: 8, chat: "plain" },
    seed: 1,
    differs: [
      { name: "learningRate", value: "0.0001" },
      { name: "loraRank", value: "8" },
      { name: "seed", value: "1" },
    ],
    label: "learningRate 0.0001, loraRank 8, seed 1",
  });
  expect(new Set(runs.map(({ label }) => label)).size).toBe(8);
});

test("seeds alone are a sweep, and nothing at all is one run", () => {
  expect(expandSweep({ vary: {}, seeds: [4, 5] }).map(({ seed }) => seed)).toEqual([4, 5]);
  expect(expandSweep({ vary: {}, seeds: [] })).toEqual([{ config: {}, seed: undefined, differs: [], label: "" }]);
});
