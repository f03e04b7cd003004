import { expect, test } from "vitest";
import type { Mark, Span } from "@/domain/assessments/mark";
import { cutSegments, markAt, spanAt, turnNumbers } from "./mark-places";
import { marksBySentence } from "./marks-by-sentence";

const mark = (id: string, start: number, end: number, kind: Mark["kind"] = "error"): Mark => ({
  ...{ id, kind, span: { start, end }, type: null, severity: null, evidence: null, comment: "" },
});
const SENTENCES: Span[] = [
  { start: 0, end: 10 },
  { start: 11, end: 20 },
  { start: 22, end: 30 },
];

test("a text is cut wherever a mark begins or ends, and nothing of it is lost", () => {
  const segments = cutSegments({ start: 0, end: 10 }, [mark("a", 0, 6), mark("b", 4, 20), mark("c", 15, 18)]);
  expect(segments.map(({ start, end, marks }) => [start, end, marks.map(({ id }) => id).join("")])).toEqual([
    [0, 4, "a"],
    [4, 6, "ab"],
    [6, 10, "b"],
  ]);
  expect(cutSegments({ start: 0, end: 10 }, [])).toEqual([{ start: 0, end: 10, marks: [] }]);
});

test("the span of an offset is the one that holds it, or the last before it", () => {
  expect([0, 9, 10, 11, 21, 22, 99].map((offset) => spanAt(SENTENCES, offset))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  expect(spanAt([], 5)).toBe(0);
});

test("turns are numbered from one, by every span that touches them", () => {
  expect(
    turnNumbers(SENTENCES, [
      { start: 25, end: 26 },
      { start: 9, end: 12 },
    ]),
  ).toEqual([1, 2, 3]);
  expect(turnNumbers(SENTENCES, [{ start: 20, end: 22 }])).toEqual([]);
});

test("of the marks at a sentence the one made last is meant, and no omission", () => {
  const marks = [mark("a", 0, 10), mark("b", 12, 14), mark("o", 0, 10, "omission")];
  expect(SENTENCES.map((sentence) => markAt(marks, sentence))).toEqual(["a", "b", null]);
  expect(markAt(marks, undefined)).toBeNull();
});

test("each sentence knows its marks, also one that goes over several; the others share one empty list", () => {
  const of = marksBySentence(SENTENCES, [mark("a", 8, 25), mark("b", 12, 13), mark("o", 0, 30, "omission")]);
  expect(
    [0, 1, 2].map((index) =>
      of(index)
        .map(({ id }) => id)
        .join(""),
    ),
  ).toEqual(["a", "ab", "a"]);
  const empty = marksBySentence(SENTENCES, []);
  expect(empty(0)).toBe(of(99));
});
