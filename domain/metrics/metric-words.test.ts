import { expect, test } from "vitest";
import { describeMetric, isPrimary } from "./metric-words";

test("rates are shares, counts a note are numbers, and fewer unsupported ones are better", () => {
  expect(describeMetric("text.unsupported_numbers@1")).toMatchObject({ scale: "share", better: "lower" });
  expect(describeMetric("text.unsupported_drugs_per_note@1")).toMatchObject({ scale: "number", better: "lower" });
  expect(describeMetric("text.empty_rate@1")).toMatchObject({ scale: "share", better: "lower" });
  expect(describeMetric("text.length_ratio@1")).toMatchObject({ scale: "number", better: null });
});

test("other readings of failures belong to their metric", () => {
  expect(describeMetric("text.rouge_l_strict@1")).toMatchObject({ primary: "text.rouge_l@1", reading: "wrong" });
  expect(isPrimary("text.rouge_l_completed@1")).toBe(false);
  expect(isPrimary("text.rouge_l@1")).toBe(true);
});

test("the noise of a metric is told with it", () => {
  expect(describeMetric("text.unsupported_numbers@1").description).toMatch(/Notes written by people are flagged too/);
});

test("an unknown definition is written out and speaks for itself", () => {
  expect(describeMetric("judge.omitted_findings@3")).toMatchObject({ title: "Omitted findings", description: null });
  expect(isPrimary("judge.omitted_findings@3")).toBe(true);
});
