import { describe, expect, test } from "vitest";
import { protocolSchema } from "../campaigns/protocol";
import { clopperPearsonUpper } from "../statistics/exact-binomial";
import type { CaseFacts } from "./case-facts";
import { computeResult } from "./compute-result";
import type { GateResult } from "./gate-result";
import { gateRuleSchema } from "./gate-rule";
import { factsOf, manyFacts, mark, said, YES } from "./testing/case-facts";

function compute(
  cases: readonly CaseFacts[],
  given: { rule?: object; protocol?: object; controls?: readonly CaseFacts[] } = {},
): GateResult {
  const work = computeResult({
    ...{
      kind: "person",
      protocol: protocolSchema.parse(given.protocol ?? {}),
      rule: gateRuleSchema.parse(given.rule ?? {}),
    },
    ...{ cases, controls: given.controls ?? [], left: { withdrawn: 0, practice: 0, repeats: 0, otherReaders: 0 } },
    notes: new Map(
      cases.map(({ id }, place) => [id, { words: 100, length: place < 30 ? 50 : 150, comparedLength: 100 }]),
    ),
    ...{ looks: 1, assessmentsBefore: 0, resamples: 500, seed: 3, textOf: () => "", nameOf: (id) => id },
  });
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

const clean = () => factsOf([said()]);
const wrong = () => factsOf([said(mark())]);

describe("weighted samples", () => {
  test("without an error have the bound of as many alike notes as they are worth", () => {
    const { rate, verdict, cautions } = compute(manyFacts(100, (at) => ({ ...clean(), weight: at < 95 ? 1 : 100 })));
    const worth = (95 + 5 * 100) ** 2 / (95 + 5 * 100 ** 2);
    expect(rate.interval?.high).toBeCloseTo(clopperPearsonUpper(0, worth, 0.05), 10);
    expect(verdict).toBe("undecided");
    expect(cautions.join()).toContain("count as 7,");
  });

  test("do not pass on a stratum without an error that may hide one, and say so", () => {
    const few = (at: number) => (at < 4 ? wrong() : clean());
    const hiding = compute(manyFacts(110, (at) => ({ ...few(at), weight: at < 100 ? 1 : 10 })));
    expect(hiding.rate.interval?.high).toBeLessThan(0.15);
    expect(hiding).toMatchObject({
      verdict: "undecided",
      decision: { because: expect.stringContaining("1\u00a0stratum") },
    });
    expect(hiding.whyNoMore).toContain("single strata");
    expect(hiding.cautions.join()).toContain("hold no error");
    expect(compute(manyFacts(400, (at) => ({ ...few(at), weight: at < 200 ? 1 : 2 })))).toMatchObject({
      verdict: "pass",
    });
  });

  test("do not fail on a stratum of two", () => {
    const failing = compute(
      manyFacts(62, (at) => ({ ...(at < 30 || at > 59 ? wrong() : clean()), weight: at < 60 ? 1 : 9 })),
    );
    expect(failing.decision.because).toContain("fewer than 5 notes");
    expect(failing.verdict).toBe("undecided");
  });

  test("weigh lengths too", () => {
    const long = compute(manyFacts(60, (at) => ({ ...clean(), weight: at < 30 ? 1 : 5 })));
    expect(long.lengthRatio).toMatchObject({ value: 1.5, interval: { low: 1.5 } });
  });
});

describe("correction for readers", () => {
  const rule = { correction: "planted-controls" };
  const controls = [
    ...manyFacts(40, () => ({ ...wrong(), kind: "planted", truth: said(mark()) })),
    ...manyFacts(40, () => ({ ...clean(), kind: "clean", truth: said() })),
  ];

  test("is of single readings: refused where several read, or where notes were settled", () => {
    expect(compute(manyFacts(40, wrong), { rule, controls })).toMatchObject({ rate: { state: "defined" } });
    const two = compute(
      manyFacts(40, () => factsOf([said(), said(mark())])),
      { rule, controls },
    );
    expect(two).toMatchObject({ verdict: "undecided", rate: { reason: expect.stringContaining("read by several") } });
    const settled = { answer: said(), at: new Date() };
    const one = compute(
      manyFacts(40, () => ({ ...wrong(), settled })),
      { rule, controls },
    );
    expect(one.rate.reason).toContain("were settled");
    expect(one.whyNoMore).toContain("controls");
  });

  test("counts every reading of a control, and keeps those of one control together", () => {
    const twice = controls.map((each, at) =>
      at < 40 ? { ...each, readings: factsOf([said(), said(mark())]).readings } : each,
    );
    const { correction } = compute(manyFacts(40, wrong), { rule, controls: twice });
    expect(correction?.sensitivity).toMatchObject({ value: 0.5, n: 80, interval: { method: "cluster-bootstrap" } });
  });

  test("a planted minor error is no missed major one", () => {
    const minor = manyFacts(40, () => ({ ...wrong(), kind: "planted", truth: said(mark()) }));
    const major = manyFacts(10, () => {
      const answer = said(mark({ severity: "major" }));
      return { ...factsOf([answer]), kind: "planted", truth: answer };
    });
    const given = { rule: { ...rule, severity: "major" }, controls: [...minor, ...major, ...controls.slice(40)] };
    expect(compute(manyFacts(40, wrong), given).correction?.sensitivity).toMatchObject({ value: 1, n: 10 });
  });
});

describe("what nobody named", () => {
  test("an ungraded error is neither major nor minor: no rate, no guard, no verdict", () => {
    const ungraded = manyFacts(60, (at) => (at === 0 ? factsOf([said(mark({ severity: null }))]) : clean()));
    const major = compute(ungraded, { rule: { severity: "major" } });
    expect(major).toMatchObject({
      verdict: "undecided",
      rate: { value: null, reason: expect.stringContaining("1\u00a0note") },
    });
    const guarded = compute(ungraded, { rule: { guards: { majorRate: { atMost: 0.1 } } } });
    expect(guarded).toMatchObject({ verdict: "undecided", guards: [{ state: "unknown" }], more: [] });
    expect(guarded.whyNoMore).toContain("guard");
    const sequence = compute(ungraded, { rule: { severity: "major", looks: "sprt" } });
    expect(sequence).toMatchObject({ verdict: "undecided", decision: { test: "none" } });
  });

  test("is left out of the agreement on severities, and out of that by sentence where it has no place", () => {
    const pairs = manyFacts(20, (at) => factsOf([said(mark({ severity: at < 5 ? null : "major" })), said(mark())]));
    const { agreement } = compute(pairs);
    expect(agreement.severity.alpha).toMatchObject({ n: 15, excluded: 5 });
    const placeless = manyFacts(20, () => factsOf([said(mark({ span: { start: 0, end: 0 } })), said()]));
    const { overall } = compute(placeless, { rule: { unit: "sentence" } }).agreement;
    expect(overall.alpha).toMatchObject({ value: null, n: 0, excluded: 20, reason: expect.stringContaining("place") });
  });

  test("readers who say yes or no count no types, no severities, no errors and no omissions", () => {
    const yes = compute(
      manyFacts(20, (at) => factsOf([at < 3 ? YES : said()])),
      { protocol: { mode: "yes-no" } },
    );
    expect(yes.rate.value).toBe(0.15);
    const silent = [yes.majorRate, yes.errorsPerNote, yes.errorsPerThousandWords, yes.omissionsPerNote];
    for (const each of [...silent, ...yes.byType.map(({ rate }) => rate), ...yes.bySeverity.map(({ rate }) => rate)])
      expect(each).toMatchObject({ state: "undefined", n: 20 });
    const without = compute(manyFacts(20, clean), { protocol: { omissions: false } });
    expect(without.omissionsPerNote).toMatchObject({
      state: "undefined",
      reason: expect.stringContaining("omissions"),
    });
    expect(without.errorsPerNote.value).toBe(0);
  });
});

test("the sequential test says that its interval is not one, and counts no further labels", () => {
  const open = compute(manyFacts(5, clean), { rule: { looks: "sprt" } });
  expect(open).toMatchObject({ verdict: "undecided", more: [], whyNoMore: expect.stringContaining("until it stops") });
  expect(open.cautions.join()).toContain("fixed number");
});
