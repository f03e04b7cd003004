import { expect, test } from "vitest";
import { readRunFilter } from "./run-filter";

const terms = (source: string) => {
  const reading = readRunFilter(source);
  if (!reading.ok) throw new Error(reading.problem.sentence);
  return reading.filter.terms;
};
const problem = (source: string) => {
  const reading = readRunFilter(source);
  return reading.ok ? null : reading.problem;
};

test("fields, lists, negations and words stand beside each other", () => {
  expect(terms('stage = sft and state in (running, queued) and not archived "seed 3" tag: delta-sweep')).toEqual([
    { kind: "field", field: "stage", values: ["sft"], not: false },
    { kind: "field", field: "state", values: ["running", "queued"], not: false },
    { kind: "archived", not: true },
    { kind: "text", text: "seed 3", not: false },
    { kind: "field", field: "tag", values: ["delta-sweep"], not: false },
  ]);
});

test("!= and not both turn a condition round, and twice is none", () => {
  expect(terms("stage != sft")).toEqual([{ kind: "field", field: "stage", values: ["sft"], not: true }]);
  expect(terms("not stage != sft")).toEqual([{ kind: "field", field: "stage", values: ["sft"], not: false }]);
});

test("an empty filter holds for all", () => expect(terms("  ")).toEqual([]));

test("the word in is a word where no list follows", () => {
  expect(terms("in house")).toEqual([
    { kind: "text", text: "in", not: false },
    { kind: "text", text: "house", not: false },
  ]);
});

test.each([
  ["loss = 3", 0, '"loss" cannot be filtered by'],
  ["stage =", 7, "A value is missing after stage"],
  ["state = done", 8, '"done" is not a state'],
  ["state in (running", 17, "not closed"],
  ["seed = three", 7, "A seed is a whole number"],
  ["stage = sft and", 15, "missing after and"],
])("%s is answered with what and where", (source, at, sentence) => {
  expect(problem(source)?.at).toBe(at);
  expect(problem(source)?.sentence).toContain(sentence);
});
