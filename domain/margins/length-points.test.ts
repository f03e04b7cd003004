import { expect, test } from "vitest";
import { lengthPoints, MOST_LENGTH_POINTS } from "./length-points";
import type { PairRecord } from "./pair-record";

const record = (at: number): PairRecord => ({
  ...{ pair: `p${at}`, group: `g${at}`, hChosen: 0, hRejected: 1, flipped: false },
  ...{ logpChosen: at, referenceChosen: 0, logpRejected: 0, referenceRejected: 0, tokensChosen: 5, tokensRejected: 8 },
});

test("few pairs stand whole, of many every so many-th, and none twice", () => {
  expect(lengthPoints([record(0), record(4)])).toEqual([
    { longer: -3, margin: 0 },
    { longer: -3, margin: 4 },
  ]);
  const many = lengthPoints(Array.from({ length: 3 * MOST_LENGTH_POINTS + 7 }, (_, at) => record(at)));
  expect(many).toHaveLength(MOST_LENGTH_POINTS);
  expect(new Set(many.map(({ margin }) => margin)).size).toBe(MOST_LENGTH_POINTS);
  expect(many.at(-1)?.margin).toBeGreaterThan(3 * MOST_LENGTH_POINTS);
  expect(lengthPoints([])).toEqual([]);
});
