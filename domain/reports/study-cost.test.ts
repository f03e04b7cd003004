import { expect, test } from "vitest";
import type { ReportRound } from "./report-content";
import { writeStudyCost } from "./study-cost";

const spent = { busySeconds: 60, cost: 12, busy: 9, unpriced: 0, currencies: ["EUR"] };
const round = (kind: ReportRound["kind"], seconds: number): ReportRound => ({
  ...{ id: kind, name: kind, kind, rule: "", ruleVersion: 1, verdict: null, because: null, rate: null },
  ...{ agreement: [], readTwice: 0, readers: [{ reader: "R1", readings: 1, seconds }], cautions: [] },
});

test("money is named only where it is of all runs and in one currency", () => {
  expect(writeStudyCost(spent, [])).toMatchObject({ deviceSeconds: 60, money: 12, currency: "EUR", why: null });
  const refused = (more: Partial<typeof spent>) => writeStudyCost({ ...spent, ...more }, []);
  expect(refused({ unpriced: 8 })).toMatchObject({ money: null, currency: null, why: "8 of 9 runs have no price" });
  expect(refused({ currencies: ["EUR", "USD"] }).why).toBe("runs are priced in several currencies");
  expect(writeStudyCost({ ...spent, cost: null }, []).why).toBe("no price is set");
});

test("time of reading is of people alone", () => {
  expect(writeStudyCost(spent, [round("person", 30), round("simulated", 9)]).readingSeconds).toBe(30);
  expect(writeStudyCost(spent, [round("simulated", 9)]).readingSeconds).toBeNull();
});
