import { describe, expect, test } from "vitest";
import type { Mark } from "../assessments/mark";
import { checkSettling, settledMarks } from "./settling";
import { agreedChoices, choicesOf, decidePoints, groupMarks, keepAs } from "./settling-points";

const mark = (id: string, start: number, end: number, more: Partial<Mark> = {}): Mark => ({
  ...{ id: `mark-of-${id}`, kind: "error", span: { start, end }, type: "fabricated", severity: "minor" },
  ...{ evidence: null, comment: "" },
  ...more,
});
const read = (label: string, ...marks: Mark[]) => ({
  assessmentId: `said-${label}`,
  label,
  verdict: marks.length > 0 ? ("marked" as const) : ("clean" as const),
  marks,
});
let made = 0;
const newMarkId = () => `made-mark-${made++}`;

describe("marks of several readings", () => {
  test("are one point where they share half, and two where they share less", () => {
    const points = groupMarks([
      read("A", mark("a1", 0, 10), mark("a2", 50, 60)),
      read("B", mark("b1", 4, 12), mark("b2", 58, 70)),
    ]);
    expect(points.map(({ said }) => said.map(({ mark: each }) => each.id))).toEqual([
      ["mark-of-a1", "mark-of-b1"],
      ["mark-of-a2"],
      ["mark-of-b2"],
    ]);
  });

  test("agree only where everybody who could judge says the same", () => {
    const same = [read("A", mark("a", 0, 10)), read("B", mark("b", 0, 10))];
    const cannot = { ...read("C"), verdict: "cannot-judge" as const };
    expect(groupMarks(same)[0]?.agreed).toBe(true);
    expect(groupMarks([...same, cannot])[0]?.agreed).toBe(true);
    expect(groupMarks([...same, read("C")])[0]?.agreed).toBe(false);
    const graver = read("B", mark("b", 0, 10, { severity: "major" }));
    expect(groupMarks([read("A", mark("a", 0, 10)), graver])[0]?.agreed).toBe(false);
  });

  test("an omission in the source is never the error at the same offsets of the note, and stands behind it", () => {
    const points = groupMarks([
      read("A", mark("missing", 0, 10, { kind: "omission", type: null })),
      read("B", mark("wrong", 0, 10)),
    ]);
    expect(points.map(({ kind }) => kind)).toEqual(["error", "omission"]);
  });

  test("two of one reading at one place are two points", () => {
    const points = groupMarks([read("A", mark("a1", 0, 10), mark("a2", 0, 10)), read("B", mark("b", 0, 10))]);
    expect(points.map(({ said }) => said.length)).toEqual([2, 1]);
  });
});

describe("choices", () => {
  const readings = [
    read("A", mark("a1", 0, 10), mark("a2", 20, 30)),
    read("B", mark("b1", 0, 10, { type: "contradiction", severity: "major" }), mark("b2", 20, 30)),
  ];
  const points = groupMarks(readings);
  const [first, second] = points;
  if (!first || !second) throw new Error("Two points were expected.");

  test("what everybody says is kept once, and the rest is open", () => {
    expect(decidePoints(points, agreedChoices(points), newMarkId)).toMatchObject({ open: 1, errors: 1 });
    const { decisions } = decidePoints(points, agreedChoices(points), newMarkId);
    expect(decisions.map(({ kept }) => kept)).toEqual([true, false]);
  });

  test.each([
    ["as A says", keepAs(first.said[0]), { errors: 2, kept: ["mark-of-a1", "mark-of-a2"] }],
    ["dropped", { keep: null }, { errors: 1, kept: ["mark-of-a2"] }],
  ] as const)("%s", (_, choice, { errors, kept }) => {
    const decided = decidePoints(points, { ...agreedChoices(points), [first.id]: choice }, newMarkId);
    expect(decided).toMatchObject({ open: 0, errors, added: [] });
    expect(decided.decisions.filter((each) => each.kept).map(({ markId }) => markId)).toEqual(kept);
  });

  test("another severity makes a mark of nobody, which the server takes, and opens again as it was", () => {
    const choice = { ...keepAs(first.said[0]), severity: "major" };
    const choices = { ...agreedChoices(points), [first.id]: choice };
    const { decisions, added } = decidePoints(points, choices, newMarkId);
    expect(added).toMatchObject([{ type: "fabricated", severity: "major", span: { start: 0, end: 10 } }]);
    const settling = {
      ...{ case: "c", after: 0, verdict: "marked" as const, reason: "Read again.", corrected: null, seconds: 0 },
      ...{ decisions, added },
    };
    expect(checkSettling(settling, readings)).toEqual([]);
    expect(choicesOf(points, { marks: settledMarks(settling, readings), decisions })).toEqual(choices);
  });

  test("a dropped point opens as dropped, and a mark of after the settling as open", () => {
    const { decisions } = decidePoints(points, { ...agreedChoices(points), [first.id]: { keep: null } }, newMarkId);
    const before = { marks: [mark("a2", 20, 30)], decisions };
    expect(choicesOf(points, before)[first.id]).toEqual({ keep: null });
    const later = groupMarks([...readings, read("C", mark("c", 70, 80))]);
    expect(Object.keys(choicesOf(later, before))).toEqual([first.id, second.id]);
  });
});
