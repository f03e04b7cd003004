import { expect, test } from "vitest";
import { countedSeconds, MOST_SESSION_SECONDS } from "./focus-seconds";
import type { Mark } from "./mark";
import { type PaidTime, writePaidTimeCsv } from "./paid-time";
import { scorePractice } from "./score-practice";
import { unswapVerdict } from "./unswap-verdict";

const mark = (id: string, start: number, more: Partial<Mark> = {}): Mark => ({
  ...{ id, kind: "error", type: "fabricated", severity: "major", evidence: null, comment: "" },
  span: { start, end: start + 10 },
  ...more,
});
const settled = {
  verdict: "marked" as const,
  marks: [mark("s1", 0), mark("s2", 50), mark("gone", 0, { kind: "omission" })],
};

test("right is who finds every settled error and gives the settled verdict", () => {
  const given = {
    verdict: "marked" as const,
    marks: [mark("a", 5, { type: "contradiction" }), mark("b", 45), mark("c", 90)],
  };
  expect(scorePractice(settled, given)).toEqual({
    right: true,
    found: ["s1", "s2"],
    missed: ["gone"],
    extra: ["c"],
    named: [{ markId: "a", settledId: "s1", type: false, severity: true }],
  });
  const half = scorePractice(settled, { verdict: "marked", marks: [mark("a", 0)] });
  expect([half.right, half.missed]).toEqual([false, ["s2", "gone"]]);
  expect(scorePractice(settled, { verdict: "clean", marks: [] }).right).toBe(false);
  expect(scorePractice({ verdict: "clean", marks: [] }, { verdict: "clean", marks: [] }).right).toBe(true);
});

test("a mark beside the settled one, or of the other text, does not find it", () => {
  const beside = { verdict: "marked" as const, marks: [mark("a", 10)] };
  expect(scorePractice({ verdict: "marked", marks: [mark("s", 0)] }, beside).missed).toEqual(["s"]);
  const omission = { verdict: "marked" as const, marks: [mark("a", 0, { kind: "omission" })] };
  expect(scorePractice({ verdict: "marked", marks: [mark("s", 0)] }, omission).right).toBe(false);
});

test("a verdict without marks is compared as a verdict", () => {
  expect(scorePractice(settled, { verdict: "marked", marks: [] }).right).toBe(true);
});

test("verdicts as shown become verdicts about the notes", () => {
  expect(unswapVerdict("first", true)).toBe("second");
  expect(unswapVerdict("second", true)).toBe("first");
  expect(unswapVerdict("first", false)).toBe("first");
  expect([unswapVerdict("tie", true), unswapVerdict("cannot-judge", true)]).toEqual(["tie", "cannot-judge"]);
});

test("absurd times are capped", () => {
  expect([-3, 12.5, 86_400].map((each) => countedSeconds(each))).toEqual([0, 12.5, 900]);
  expect(countedSeconds(50_000, MOST_SESSION_SECONDS)).toBe(3_600);
});

test("paid time leaves as a file that no spreadsheet runs", () => {
  const row: PaidTime = { reader: '=HYPERLINK("x"),', day: "2026-11-22", kind: "reading", cases: 3, seconds: 5_400.4 };
  expect(writePaidTimeCsv([row, { ...row, reader: "Åsa Öz", kind: "training", cases: 0 }])).toBe(
    'reader,day,work,cases,seconds,hours\n"\'=HYPERLINK(""x""),",2026-11-22,reading,3,5400,1.5001\nÅsa Öz,2026-11-22,training,0,5400,1.5001\n',
  );
});
