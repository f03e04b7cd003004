import { describe, expect, test } from "vitest";
import type { Mark } from "../assessments/mark";
import { protocolSchema } from "../campaigns/protocol";
import { undefineEstimate } from "../comparison/make-estimate";
import { answerOf, type CaseFacts, createErrorFilter } from "./case-facts";
import { compareReadings } from "./compare-readings";
import { applyGuards, decideExactly } from "./decide-gate";
import { decideSequence } from "./decide-sequence";
import { gateRuleSchema } from "./gate-rule";
import { checkGuard } from "./guard";
import { countMoreLabels, ratesToAsk } from "./more-labels";
import { refuseRule } from "./refuse-rule";
import { countWrong, settles } from "./settle-answers";

const protocol = protocolSchema.parse({});
const rule = gateRuleSchema.parse({});

function mark(more: Partial<Mark> = {}): Mark {
  const plain = {
    id: "a mark of it",
    kind: "error" as const,
    span: { start: 0, end: 10 },
    evidence: null,
    comment: "",
  };
  return { ...plain, type: "fabricated", severity: "minor", ...more };
}

const said = (...marks: Mark[]) => answerOf({ verdict: marks.length > 0 ? "marked" : "clean", marks });

function facts(answers: readonly ReturnType<typeof answerOf>[], more: Partial<CaseFacts> = {}): CaseFacts {
  const readings = answers.map((answer, turn) => ({
    ...{ assessmentId: `a${turn}`, reviewerId: `r${turn}`, answer, late: false },
    at: new Date(Date.UTC(2026, 0, 1, turn)),
  }));
  return {
    ...{ id: "c", kind: "sample", group: "g", item: "i", section: null, arm: null, weight: 1, sentences: 3 },
    ...{ places: [], planned: readings.length, readings, settled: null },
    ...more,
  };
}

describe("what counts as an error", () => {
  test("a yes without marks is one, where every error counts; an omission alone is none", () => {
    const yes = answerOf({ verdict: "marked", marks: [] });
    const omission = said(mark({ kind: "omission" }));
    const any = createErrorFilter({}, protocol);
    expect([any.inNote(yes), any.inNote(omission), any.inNote(said(mark()))]).toEqual([true, false, true]);
    const major = createErrorFilter({ severity: "major" }, protocol);
    expect([major.inNote(yes), major.inNote(said(mark())), major.inNote(said(mark({ severity: "major" })))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(createErrorFilter({ type: "contradiction" }, protocol).inNote(said(mark()))).toBe(false);
  });

  test.each([
    ["any", [0, 1, 1, 1]],
    ["majority", [0, 0, 1, 1]],
    ["all", [0, 0, 0, 1]],
  ] as const)("rule %s with none to three of three", (readings, expected) => {
    expect([0, 1, 2, 3].map((hits) => Number(settles(hits, 3, readings)))).toEqual(expected);
    expect(settles(1, 2, readings)).toBe(readings !== "all");
  });

  test("the settled answer stands before the readings", () => {
    const settled = { answer: said(), at: new Date() };
    const counted = countWrong(facts([said(mark()), said(mark())], { settled }), createErrorFilter({}, protocol), rule);
    expect(counted).toEqual({ wrong: 0, units: 1, tied: false });
  });

  test("by sentence: each that a mark touches, one at least for a yes without a place, none for a heading", () => {
    const places = [
      { start: 5, end: 20 },
      { start: 21, end: 40 },
      { start: 41, end: 60 },
    ];
    const taker = createErrorFilter({}, protocol);
    const by = { unit: "sentence" as const, readings: "any" as const };
    const wrongIn = (...answers: ReturnType<typeof answerOf>[]) =>
      countWrong(facts(answers, { places }), taker, by)?.wrong;
    expect(wrongIn(said(mark({ span: { start: 10, end: 30 } })))).toBe(2);
    expect(wrongIn(said(mark({ span: { start: 20, end: 21 } })))).toBe(0);
    expect(wrongIn(answerOf({ verdict: "marked", marks: [] }))).toBe(1);
    expect(wrongIn(said(mark({ span: { start: 0, end: 4 } })))).toBe(0);
    const twoReaders = [said(mark({ span: { start: 6, end: 9 } })), said(mark({ span: { start: 50, end: 55 } }))];
    expect(wrongIn(...twoReaders)).toBe(2);
    expect(countWrong(facts(twoReaders, { places }), taker, { ...by, readings: "all" })?.wrong).toBe(0);
  });
});

describe("verdicts", () => {
  test("are the exact tests', and a bad guard takes a good one back", () => {
    const decided = [3, 9, 13].map((hits) => decideExactly(hits, 50, rule).verdict);
    expect(decided).toEqual(["pass", "undecided", "fail"]);
    const unknown = undefineEstimate({ definition: "review.length_ratio@1", n: 0, unit: "note" }, "no reference");
    const open = checkGuard("lengthRatio", { atLeast: 0.8 }, unknown);
    const pass = decideExactly(0, 50, rule);
    expect(applyGuards(pass, [open])).toMatchObject({
      verdict: "undecided",
      because: expect.stringContaining("no reference"),
    });
    expect(applyGuards(decideExactly(30, 50, rule), [open]).verdict).toBe("fail");
    expect(applyGuards(pass, []).verdict).toBe("pass");
  });

  test("run in the order in which cases were complete, not in that of their ids", () => {
    const complete = (place: number, wrong: boolean) =>
      facts([wrong ? said(mark()) : said()], {
        id: `c${String(99 - place).padStart(2, "0")}`,
        readings: [
          {
            ...{ assessmentId: `a${place}`, reviewerId: "r", answer: wrong ? said(mark()) : said(), late: false },
            at: new Date(Date.UTC(2026, 0, 1, 0, place)),
          },
        ],
      });
    const early = Array.from({ length: 30 }, (_, place) => complete(place, place < 5));
    const sequence = gateRuleSchema.parse({ looks: "sprt" });
    expect(decideSequence(early, sequence, protocol)).toMatchObject({
      decision: { verdict: "fail" },
      sequential: { stoppedAt: 5, cases: 30, hits: 5 },
    });
    const late = Array.from({ length: 30 }, (_, place) => complete(place, place >= 25));
    expect(decideSequence(late, sequence, protocol).decision.verdict).toBe("pass");
    const half = early.map((each) => ({ ...each, planned: 2 }));
    expect(decideSequence(half, sequence, protocol).sequential.cases).toBe(0);
    const weighted = early.map((each, place) => ({ ...each, weight: 1 + (place % 2) }));
    expect(decideSequence(weighted, sequence, protocol).decision).toMatchObject({ verdict: "undecided", test: "none" });
  });
});

describe("labels that would decide it", () => {
  test("are asked for the rate as seen and one on the other side", () => {
    expect(ratesToAsk(0.18, 0.15).map((rate) => Number(rate.toFixed(6)))).toEqual([0.1, 0.18]);
    expect(ratesToAsk(0.05, 0.15).map((rate) => Number(rate.toFixed(6)))).toEqual([0.05, 0.2]);
    expect(ratesToAsk(0.151, 0.15).map((rate) => Number(rate.toFixed(6)))).toEqual([0.1, 0.2]);
    expect(ratesToAsk(null, 0.15)).toHaveLength(2);
  });

  test("clustered ones are worth less", () => {
    const [plain] = countMoreLabels([0.3], { hits: 0, n: 0 }, rule);
    const [clustered] = countMoreLabels([0.3], { hits: 0, n: 0 }, rule, 2);
    expect([plain?.inAll, clustered?.inAll]).toEqual([55, 110]);
    expect(countMoreLabels([0.15], { hits: 0, n: 0 }, rule)[0]).toMatchObject({ more: null, inAll: null });
  });
});

test("readings differ in the first thing that they differ in", () => {
  const compare = (...answers: ReturnType<typeof answerOf>[]) => compareReadings(answers.map((answer) => ({ answer })));
  expect(compare(said(), said())).toEqual([]);
  expect(compare(said(), said(mark()))).toEqual(["verdict"]);
  expect(compare(said(), answerOf({ verdict: "cannot-judge", marks: [] }))).toEqual(["judged"]);
  expect(compare(said(mark()), said(mark({ span: { start: 50, end: 60 } })))).toEqual(["spans"]);
  expect(compare(said(mark()), said(mark({ span: { start: 0, end: 15 }, type: "contradiction" })))).toEqual(["type"]);
  expect(compare(said(mark()), said(mark({ severity: "major" })))).toEqual(["severity"]);
  expect(compare(said(mark()), said(mark(), mark({ id: "another mark" })))).toEqual(["spans"]);
});

test("a rule must fit what readers of the protocol say", () => {
  const where = (given: object, mode: "marks" | "yes-no" | "side-by-side") =>
    refuseRule(gateRuleSchema.parse(given), { ...protocol, mode }).map((problem) => problem.where);
  expect(where({}, "marks")).toEqual([]);
  expect(where({}, "side-by-side")).toEqual(["rule"]);
  expect(where({ unit: "sentence", severity: "major" }, "yes-no")).toEqual(["unit", "severity"]);
  expect(where({ guards: { majorRate: { atMost: 0.1 }, omissionsPerNote: { atMost: 1 } } }, "yes-no")).toEqual([
    "guards.majorRate",
    "guards.omissionsPerNote",
  ]);
});
