import { expect, test } from "vitest";
import { defineEstimate, undefineEstimate } from "@/domain/comparison/make-estimate";
import { sumArmCosts } from "./sum-arm-costs";

const seconds = (values: number[], excluded = 0) => averaged("run.busy_seconds@1", values, excluded, {});
const prices = (values: number[], currency: string, excluded = 0) =>
  averaged("run.cost@1", values, excluded, { currency });

function averaged(definition: string, values: number[], excluded: number, parameters: Record<string, string>) {
  const sum = values.reduce((total, each) => total + each, 0);
  const measured = { definition, parameters, n: values.length, unit: "run", excluded };
  if (values.length === 0) return undefineEstimate(measured, "not known");
  const value = sum / values.length;
  return defineEstimate({ ...measured, value, numerator: sum, denominator: values.length }, null);
}

test("an arm of three seeds costs what its three runs cost, and not their mean", () => {
  const arms = [
    { costs: [seconds([10, 20, 30]), prices([1, 2, 3], "EUR")] },
    { costs: [seconds([40]), prices([4], "EUR")] },
  ];
  expect(sumArmCosts(arms)).toEqual({
    ...{ deviceSeconds: 100, readingSeconds: null, money: 10, currency: "EUR", why: null },
  });
});

test("no money is named where a run has no price, currencies differ, or a run is not counted", () => {
  const [one, two] = [seconds([10]), seconds([20])];
  const unpriced = sumArmCosts([{ costs: [seconds([1, 2, 3]), prices([5], "EUR", 2)] }]);
  expect(unpriced).toMatchObject({ deviceSeconds: 6, money: null, currency: null, why: "not every run has a price" });
  const mixed = sumArmCosts([{ costs: [one, prices([5], "EUR")] }, { costs: [two, prices([5], "USD")] }]);
  expect(mixed).toMatchObject({ money: null, why: "runs are priced in several currencies" });
  const open = sumArmCosts([{ costs: [seconds([10], 1), prices([5], "EUR", 1)] }]);
  expect(open.why).toMatch(/^1\s?run did not start or did not end yet/);
  expect(sumArmCosts([]).money).toBeNull();
});
