import { expect, test } from "vitest";
import { findHints } from "./find-hints";
import { readNumbers } from "./read-numbers";

const read = (note: string, source: string) =>
  findHints(note, source).map(({ start, end, kind }) => `${kind}: ${note.slice(start, end)}`);

test("numbers that the source does not say, in whatever way it says them", () => {
  const source =
    "Doctor: How old?\nPatient: Twenty six, since January tenth two thousand nine.\nDoctor: One twenty over eighty, ninety eight point six, a hundred fifty pounds, seventeen hundred a day.";
  expect(read("A 26-year-old, 01/10/09 and 2009. BP 120/80, T 98.6, 150 lb, 1,700 kcal.", source)).toEqual([]);
  expect(read("A 62-year-old. BP 130/80.", source)).toEqual(["number: 62", "number: 130"]);
  expect(read("1. HbA1c and C6.\n2. Rest.", source)).toEqual([]);
  expect(read("العمر ٣٠ سنة، ٢٦", "Patient: 26.")).toEqual(["number: ٣٠"]);
});

test.each([
  ["two thousand nine", ["2009", "9"]],
  ["nineteen ninety eight", ["1998", "98"]],
  ["three times, two point five", ["3", "2.5"]],
  ["one hundred and five", ["105"]],
  ["2,500 or 007", ["2500", "7"]],
  ["a car and an apple", []],
])("%s is read as numbers", (text, numbers) => {
  const found = readNumbers(text);
  expect(numbers.filter((each) => !found.has(each))).toEqual([]);
  if (numbers.length === 0) expect([...found]).toEqual([]);
});

test("drugs that the source does not name", () => {
  const source = "Doctor: Any medicines?\nPatient: Just Lisinopril, and advil.";
  expect(read("Takes lisinopril, Advil, metoprolol and Lantus in April.", source)).toEqual([
    "drug: metoprolol",
    "drug: Lantus",
  ]);
});

test("denials of what the source does not deny", () => {
  const source =
    "Doctor: Any headaches or wheezing?\nPatient: No.\nDoctor: Chest pain?\nPatient: Yes, a lot. I never smoke.";
  expect(read("No headache. Denies wheezes. Never smoked.", source)).toEqual([]);
  expect(read("Denies fever. He has no chest pain.", source)).toEqual(["negation: Denies", "negation: no"]);
});

test("places are those of the text, and nothing is found in nothing", () => {
  const note = "😖 Takes warfarin 5 mg.";
  expect(findHints(note, "Patient: hi")).toEqual([
    { start: 9, end: 17, kind: "drug" },
    { start: 18, end: 19, kind: "number" },
  ]);
  expect(findHints("", "")).toEqual([]);
});
