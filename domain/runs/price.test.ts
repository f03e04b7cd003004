import { expect, test } from "vitest";
import { costOf, parsePrice } from "./price";

test("a price is a number and, if wanted, a currency", () => {
  expect(parsePrice("2.5 EUR")).toEqual({ perHour: 2.5, currency: "EUR" });
  expect(parsePrice(" 3usd ")).toEqual({ perHour: 3, currency: "USD" });
  expect(parsePrice("0")).toEqual({ perHour: 0, currency: null });
  for (const wrong of ["", "EUR 2.5", "-1", "2,5 EUR", "2.5 euros", "1e3"]) expect(parsePrice(wrong)).toBeNull();
});

test("the cost is that of all busy time, and stays unwritten without a price", () => {
  expect(costOf({ perHour: 2, currency: "EUR" }, 1_800)).toEqual({ cost: 1, costCurrency: "EUR" });
  expect(costOf(null, 1_800)).toEqual({});
});
