import { expect, test } from "vitest";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { labelsForPrecision, type PlanRequestInput, planRequestSchema, planRound } from "./plan-round";

const plan = (wanted: Partial<PlanRequestInput> & Pick<PlanRequestInput, "goal">) =>
  planRound(planRequestSchema.parse({ hoursPerWeek: [2, 2], overlap: 0, repeats: 0, minutesPerCase: 3, ...wanted }));

test.each([
  [0.2, 0.8, 381],
  [0.25, 0.9, 149],
  [0.05, 0.8, 68],
  [0.1, 0.8, 304],
])(
  "a gate at 15 %% with a true rate of %s and power %s needs %s notes (science.md §7.8)",
  (expectedRate, power, notes) => {
    expect(plan({ goal: { kind: "gate", power }, expectedRate })).toMatchObject({ state: "planned", notes });
  },
);

test("a round takes its readings' minutes, over the hours of all", () => {
  const planned = plan({ goal: { kind: "gate" }, expectedRate: 0.05 });
  expect(planned).toMatchObject({ notes: 68, readings: 68, hours: 3.4, weeks: 0.85 });
  const wide = plan({
    goal: { kind: "gate" },
    expectedRate: 0.05,
    overlap: 0.5,
    repeats: 0.25,
    planted: 0.1,
    practice: 5,
  });
  expect(wide).toMatchObject({ readings: 68 + 34 + 17 + (7 + 5) * 2 });
});

test("each arm has a rate of its own to be decided", () => {
  expect(plan({ goal: { kind: "gate" }, expectedRate: 0.05, arms: 2 })).toMatchObject({
    labels: 68,
    notes: 136,
    weeks: 1.7,
  });
});

test("the interval is as narrow as wanted at the planned n, and was not at some n just below", () => {
  const n = labelsForPrecision(0.08, 0.05, 0.95) ?? 0;
  const reach = (size: number) => {
    const hits = Math.round(size * 0.08);
    const { low, high } = clopperPearsonInterval(hits, size, 0.95);
    return Math.max(high - hits / size, hits / size - low);
  };
  expect(reach(n)).toBeLessThanOrEqual(0.05);
  expect(reach(n + 40)).toBeLessThanOrEqual(0.05);
  expect(Math.max(...Array.from({ length: 42 }, (_, back) => reach(n - 1 + back)))).toBeGreaterThan(0.05);
});

test("sentences that are alike count for less, and what cannot be is said", () => {
  const sentences = { perNote: 5, icc: 0.25 };
  expect(plan({ goal: { kind: "gate" }, expectedRate: 0.05, sentences })).toMatchObject({
    labels: 68,
    notes: Math.ceil((68 * 2) / 5),
  });
  expect(plan({ goal: { kind: "gate" }, expectedRate: 0.15 })).toMatchObject({ state: "impossible" });
  expect(plan({ goal: { kind: "gate" }, hoursPerWeek: [2], overlap: 0.2 })).toMatchObject({ state: "impossible" });
});
