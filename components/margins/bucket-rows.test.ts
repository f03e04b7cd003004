import { expect, test } from "vitest";
import { computeMargins } from "@/domain/margins/compute-margins";
import type { PairRecord } from "@/domain/margins/pair-record";
import { binRows, isReference, shareRows } from "./bucket-rows";

const record = (at: number, margin: number): PairRecord => ({
  ...{ pair: `p${at}`, group: `g${at}`, hChosen: 0, hRejected: 1, flipped: false, tokensChosen: 5, tokensRejected: 8 },
  ...{ logpChosen: margin, referenceChosen: 0, logpRejected: 0, referenceRejected: 0 },
});

function measure(before: number[] | null, after: number[]) {
  const make = (margins: number[]) => margins.map((margin, at) => record(at, margin));
  const running = computeMargins(before && make(before), make(after), null);
  for (let step = running.next(); ; step = running.next()) if (step.done) return step.value;
}

test("what is copied of a histogram counts every pair once at each step", () => {
  const { bins, buckets } = measure([-1, 1, 2], [1, 2, 3]);
  const [bucket] = buckets;
  if (!bucket) throw new Error("no bucket");
  const { heads, rows } = binRows({ bins, beforeStep: 2, afterStep: 9 }, bucket);
  expect(heads).toEqual(["margin from", "to", "pairs at step 2", "pairs at step 9"]);
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
  expect([sum(2), sum(3)]).toEqual([3, 3]);
  expect(shareRows({ beforeStep: 2, afterStep: 9 }, bucket).rows.at(-1)).toEqual([9, 3, 1]);
  expect(isReference(bucket.after)).toBe(false);
});

test("margins of exactly 0 stand above zero, whatever the width of the bins", () => {
  const { bins, buckets } = measure([0, 0, 0], [-0.55, 0.3, 4]);
  const [bucket] = buckets;
  if (!bucket) throw new Error("no bucket");
  const { rows } = binRows({ bins, beforeStep: 0, afterStep: 36 }, bucket);
  expect(rows.filter(([, , before]) => before === 3).map(([low]) => low)).toEqual([0]);
});

test("a single step has one column, and margins that are all 0 are the reference", () => {
  const { bins, buckets } = measure(null, [0, 0]);
  const [bucket] = buckets;
  if (!bucket) throw new Error("no bucket");
  expect(binRows({ bins, beforeStep: 0, afterStep: 0 }, bucket).heads).toHaveLength(3);
  expect(isReference(bucket.after)).toBe(true);
});
