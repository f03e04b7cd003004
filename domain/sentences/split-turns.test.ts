import { expect, test } from "vitest";
import { splitTurns } from "./split-turns";

const read = (source: string) =>
  splitTurns(source).map(({ start, end, speaker }) => `${speaker ?? ""}|${source.slice(start, end)}`);

test("a dialogue is split by who speaks", () => {
  expect(read("Doctor: Any pain? \nPatient: No.\n And I sleep well.\n Doctor: Good: rest then.")).toEqual([
    "Doctor|Any pain?",
    "Patient|No.\n And I sleep well.",
    "Doctor|Good: rest then.",
  ]);
  expect(read("[doctor] hi , andrew .\n[patient] hey .\n[patient_guest] hi .\n[doctor] ok .")).toHaveLength(4);
  expect(read("الطبيب: هل تشعر بألم؟\r\nالمريض: لا.\r\nالطبيب: جيد.")).toEqual([
    "الطبيب|هل تشعر بألم؟",
    "المريض|لا.",
    "الطبيب|جيد.",
  ]);
  expect(read("Doctor:\nPatient: 😖 yes\nDoctor: ok")).toEqual(["Patient|😖 yes", "Doctor|ok"]);
});

test("a document is split into sentences, whatever colons it has", () => {
  expect(read("Seen today. Stable.\nPlan: rest.\nDiet: salt free.")).toEqual([
    "|Seen today.",
    "|Stable.",
    "|Plan: rest.",
    "|Diet: salt free.",
  ]);
  expect(read("Plan: rest.\nDiet: salt free.\nAllergies: none.\nReview: soon.")).toHaveLength(4);
  expect(splitTurns("Plan: rest.\nDiet: salt free.\nAllergies: none.")[0]).not.toHaveProperty("speaker");
  expect(read("")).toEqual([]);
});
