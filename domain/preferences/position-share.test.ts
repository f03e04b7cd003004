import { expect, test } from "vitest";
import type { Choice, ChoiceCase } from "./choice";
import { measurePosition } from "./position-share";

const reading = (shown: Choice | null, swapped: boolean): ChoiceCase["readings"][number] => ({
  ...{ reviewerId: "vera", choice: null, shown, swapped, strength: null, late: false },
});
const caseOf = (...readings: ChoiceCase["readings"]): ChoiceCase => ({
  ...{ id: "case", group: "patient", weight: 4, planned: 1, readings },
});

test("is the share of what stood first, of readings that chose a side, whatever cases weigh", () => {
  const cases = [
    caseOf(reading("first", true), reading("first", false)),
    caseOf(reading("first", true), reading("second", true)),
    caseOf(reading("tie", false), reading(null, true)),
  ];
  expect(measurePosition(cases, "person")).toMatchObject({
    firstShown: {
      ...{ definition: "preference.first_shown_share@1", value: 0.75, numerator: 3, denominator: 4, n: 4 },
      ...{ unit: "reading", excluded: 2, interval: { level: 0.95, method: "clopper-pearson" } },
    },
    swapped: 4,
    readings: 6,
  });
});

test("is undefined where nobody chose a side, and where nobody knows what stood first", () => {
  const ties = measurePosition([caseOf(reading("tie", false))], "person");
  expect(ties.firstShown).toMatchObject({ state: "undefined", excluded: 1, reason: "no reading chose a side" });
  const imported = measurePosition([caseOf(reading("first", false))], "imported");
  expect(imported.firstShown).toMatchObject({
    state: "undefined",
    reason: expect.stringContaining("which note stood"),
  });
});
