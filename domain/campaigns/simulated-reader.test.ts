import { expect, test } from "vitest";
import { createDraw } from "./draw";
import { NOTE_CHECKER } from "./note-checker";
import { protocolSchema } from "./protocol";
import { type KnownCase, simulatedName, simulateReading } from "./simulated-reader";
import { CREOLA } from "./taxonomy";

const protocol = protocolSchema.parse({});
const clean: KnownCase = { findings: [], sentences: [{ start: 0, end: 12 }] };
const wrong: KnownCase = {
  findings: [
    { start: 3, end: 9, type: "contradiction", severity: "major" },
    { start: 10, end: 12, type: "no_statement", severity: "minor" },
  ],
  sentences: [{ start: 0, end: 12 }],
};
const read = (known: KnownCase, sensitivity: number, specificity: number, at = 0, rules = protocol) =>
  simulateReading(known, { sensitivity, specificity }, rules, createDraw(7, `case ${at}`));

test("a perfect reader marks every finding in the words of the protocol, and nothing else", () => {
  expect(read(clean, 1, 1)).toEqual({ verdict: "clean", marks: [], corrected: null });
  const { verdict, marks } = read(wrong, 1, 1);
  expect(verdict).toBe("marked");
  expect(marks.map(({ span, type, severity }) => [span.start, span.end, type, severity])).toEqual([
    [3, 9, "contradiction", "major"],
    [10, 12, "fabricated", "minor"],
  ]);
  const types = read(wrong, 1, 1, 0, { ...protocol, taxonomy: CREOLA }).marks.map(({ type }) => type);
  expect(types).toEqual(["negation", "contextual"]);
});

test("a blind reader sees errors where none are, and none where some are", () => {
  expect(read(wrong, 0, 0)).toEqual({ verdict: "clean", marks: [], corrected: null });
  const { verdict, marks } = read(clean, 0, 0);
  expect(verdict).toBe("marked");
  expect(marks.map(({ span }) => span)).toEqual([{ start: 0, end: 12 }]);
});

test("shares come out as stated, and the same from the same seed", () => {
  const places = Array.from({ length: 4_000 }, (_, at) => at);
  const marked = (known: KnownCase) =>
    places.filter((at) => read(known, 0.9, 0.95, at).verdict === "marked").length / places.length;
  expect(marked(wrong)).toBeGreaterThan(0.885);
  expect(marked(wrong)).toBeLessThan(0.915);
  expect(marked(clean)).toBeGreaterThan(0.039);
  expect(marked(clean)).toBeLessThan(0.061);
  expect(places.slice(0, 50).map((at) => read(wrong, 0.5, 1, at).verdict)).toEqual(
    places.slice(0, 50).map((at) => read(wrong, 0.5, 1, at).verdict),
  );
});

test("where readers only say yes or no there are no marks", () => {
  expect(read(wrong, 1, 1, 0, { ...protocol, mode: "yes-no" })).toEqual({
    verdict: "marked",
    marks: [],
    corrected: null,
  });
});

test("who corrects writes the reference of what it found wrong, where the round takes corrections", () => {
  const reference = "No cough. Gout for three years.";
  const skill = { sensitivity: 1, specificity: 0, corrects: 1 };
  const correct = (known: KnownCase, rules = protocol) =>
    simulateReading(known, skill, rules, createDraw(7, "case")).corrected;
  expect(correct({ ...wrong, reference })).toBe(reference);
  expect(correct({ ...wrong, reference }, { ...protocol, corrections: false })).toBeNull();
  expect(correct(wrong)).toBeNull();
  // An error that is none has nothing that should stand instead.
  expect(correct({ ...clean, reference })).toBeNull();
  const half = Array.from({ length: 400 }, (_, at) =>
    simulateReading({ ...wrong, reference }, { ...skill, corrects: 0.5 }, protocol, createDraw(7, `case ${at}`)),
  );
  const corrected = half.filter((each) => each.corrected !== null).length;
  expect(corrected).toBeGreaterThan(170);
  expect(corrected).toBeLessThan(230);
  expect(half.every(({ verdict }) => verdict === "marked")).toBe(true);
});

test("it is named by what it is", () => {
  expect(simulatedName(1, { sensitivity: 0.9, specificity: 0.95 })).toBe(
    "Simulated reader 1 (sensitivity .90, specificity .95)",
  );
  expect(simulatedName(2, { sensitivity: 1, specificity: 0.5 })).toBe(
    "Simulated reader 2 (sensitivity 1.00, specificity .50)",
  );
});

test("the figures of the checker are estimates with n and interval", () => {
  const { sensitivity, specificity } = NOTE_CHECKER;
  for (const { n, value, interval } of [sensitivity, specificity]) {
    expect(n).toBeGreaterThan(0);
    expect(interval && value !== null && interval.low <= value && value <= interval.high).toBe(true);
  }
});
