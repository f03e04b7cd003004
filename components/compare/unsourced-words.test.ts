import { expect, test } from "vitest";
import { splitBySource } from "./unsourced-words";

const unsourced = (source: string, text: string) =>
  splitBySource(source, text).flatMap((part) => (part.sourced ? [] : [part.text]));

test("words that nobody said are marked, in whatever order the others were said", () => {
  const source = "Doctor: Do you smoke?\nPatient: I stopped ten years ago. My sister has breast cancer since 72.";
  expect(unsourced(source, "Sister with breast cancer since age 72. Smoker, stopped ten years ago.")).toEqual(["age"]);
  expect(unsourced(source, "Sister with breast cancer since 74. Takes aspirin.")).toEqual(["74", "Takes", "aspirin"]);
});

test("another form of a word is the same word, another number never", () => {
  expect(unsourced("I cough and wheeze.", "Coughing, wheezes.")).toEqual([]);
  expect(unsourced("500 mg", "50 mg")).toEqual(["50"]);
});

test("the parts give the text back", () => {
  const text = "Denies fever — 38.5 °C at night.\nPlan: rest.";
  expect(
    splitBySource("fever", text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
