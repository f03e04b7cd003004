import { expect, test } from "vitest";
import { protocolSchema } from "../campaigns/protocol";
import { computeResult } from "./compute-result";
import { gateRuleSchema } from "./gate-rule";
import { writeStatement } from "./statement";
import { factsOf, manyFacts, mark, said } from "./testing/case-facts";

function write(given: object, more: object = {}, weight = 1): string {
  const rule = gateRuleSchema.parse(given);
  const cases = manyFacts(40, (at) => ({
    ...factsOf([at < 9 ? said(mark()) : said()], { arm: "new" }),
    weight: at % 2 === 0 ? 1 : weight,
  }));
  const controls = manyFacts(20, (at) =>
    factsOf([at < 10 ? said(mark()) : said()], { kind: at < 10 ? "planted" : "clean" }),
  );
  const work = computeResult({
    ...{ kind: "person", protocol: protocolSchema.parse({}), rule, cases, controls, notes: new Map(), looks: 1 },
    left: { withdrawn: 0, practice: 0, repeats: 0, otherReaders: 0 },
    ...{ assessmentsBefore: 0, resamples: 200, seed: 3, textOf: () => "", nameOf: (id) => id },
  });
  let step = work.next();
  while (!step.done) step = work.next();
  const stored = { rule, version: 2, assessmentsBefore: 0, reason: null, createdAt: new Date("2026-03-04T10:00:00Z") };
  const result = step.value;
  return writeStatement({
    ...{ name: "Ines", campaign: "Round", rule: stored, result, looks: 1, reason: null, readByHer: 0 },
    decision: result.verdict,
    ...more,
  });
}

test.each([
  ["exact", {}, 1, "exact one-sided test at 5.0"],
  ["by weights", {}, 2, "bound at 5.0\u00a0% from resampled patients"],
  ["corrected", { correction: "planted-controls" }, 1, "of the rate corrected for readers"],
  [
    "sequential",
    { looks: "sprt" },
    1,
    "calls a rate of 10.0\u00a0% failed with chance 5.0\u00a0% and one of 20.0\u00a0% passed with chance 10.0",
  ],
  ["all readers", { readings: "all" }, 1, "all of them must find the error"],
  ["an arm", { arm: "new" }, 1, "of “new”"],
])("says how it was decided: %s", (_, rule, weight, words) => {
  expect(write(rule, {}, weight)).toContain(words);
});

test("names the rate as it was seen beside a corrected one", () => {
  expect(write({ correction: "planted-controls" })).toMatch(/corrected for readers by controls.*as it was seen: 22\.5/);
});

test("tells a rule that came after readings, and repeated closings", () => {
  const plain = write({});
  expect(plain).not.toMatch(/was stored on|was closed, and its result/);
  const rule = {
    ...{ rule: gateRuleSchema.parse({}), version: 3, assessmentsBefore: 12, reason: "The board asked." },
    createdAt: new Date("2026-03-04T10:00:00Z"),
  };
  const words = write({}, { rule, looks: 3, reason: "As agreed." });
  expect(words).toContain("stored on 2026-03-04, when there were 12\u00a0readings already. Reason: The board asked.");
  expect(words).toContain("its result seen, 3 times");
  expect(words).toContain("Reason: As agreed.");
});
