import { expect, test } from "vitest";
import { readTurns } from "./read-turns";

test("a dialogue is read by speaker and keeps every line", () => {
  expect(readTurns("Doctor: Any medicines?\r\nPatient: Yes: aspirin.\n\nand ibuprofen")).toEqual([
    { speaker: "Doctor", text: "Any medicines?" },
    { speaker: "Patient", text: "Yes: aspirin." },
    { speaker: null, text: "and ibuprofen" },
  ]);
  expect(readTurns("")).toEqual([]);
});
