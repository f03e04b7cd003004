import { expect, test } from "vitest";
import { checkControl, undoEdits } from "./check-control";
import { editsOf } from "./edits-of";
import { protocolSchema } from "./protocol";
import { CREOLA } from "./taxonomy";

const NOTE = "Takes sertraline 50 mg once daily. Denies chest pain. Follow up in 2 weeks.";

test.each([
  ["a dose", NOTE.replace("50 mg", "500 mg"), ["500"]],
  ["an addition", `${NOTE} Allergic to penicillin.`, ["Allergic to penicillin."]],
  ["two places", NOTE.replace("50", "5").replace("2 weeks", "2 months"), ["5", "months"]],
  ["a negation", NOTE.replace("Denies", "Reports"), ["Reports"]],
])("%s is one edit each, found at its place, and undone", (_what, edited, marked) => {
  const edits = editsOf(NOTE, edited);
  expect(edits.map(({ span }) => edited.slice(span.start, span.end))).toEqual(marked);
  expect(undoEdits(edited, edits)).toBe(NOTE);
});

test("what was taken out is marked by the words around it", () => {
  const edited = NOTE.replace("chest ", "");
  const [edit] = editsOf(NOTE, edited);
  expect(edited.slice(edit?.span.start, edit?.span.end)).toContain("Denies");
  expect(undoEdits(edited, editsOf(NOTE, edited))).toBe(NOTE);
  expect(editsOf(NOTE, NOTE)).toEqual([]);
});

test("a note of other words does not lead back", () => {
  const edits = editsOf(NOTE, NOTE.replace("50", "500"));
  expect(undoEdits("Something else.", edits)).toBeNull();
});

test("a settled answer fits its kind, its texts and the protocol, or every fault is said", () => {
  const protocol = protocolSchema.parse({ taxonomy: CREOLA });
  const mark = {
    ...{ id: "mark-0001", kind: "error" as const, span: { start: 0, end: 5 }, type: "fabrication" },
    ...{ severity: "major", evidence: "none" as const, comment: "" },
  };
  const settled = { how: "settled" as const, by: "ada", why: "" };
  const control = { kind: "planted" as const, source: "Patient: Hi.", note: NOTE, provenance: settled };
  const marked = { verdict: "marked" as const, marks: [mark] };
  expect(checkControl({ ...control, truth: marked }, protocol)).toEqual([]);
  expect(checkControl({ ...control, truth: { verdict: "clean", marks: [] } }, protocol)).toEqual([
    "a planted error must be marked",
  ]);
  const odd = { ...mark, type: "contradiction", severity: "worst", span: { start: 0, end: 999 } };
  expect(checkControl({ ...control, truth: { verdict: "marked", marks: [odd] } }, protocol)).toHaveLength(3);
  const edited = { how: "edited" as const, by: "ada", edits: [{ start: 6, before: "x", after: "nothing" }] };
  expect(checkControl({ ...control, truth: marked, provenance: edited }, protocol)).toEqual([
    "the recorded edits are not in the note",
  ]);
  const pair = protocolSchema.parse({ mode: "side-by-side" });
  expect(checkControl({ ...control, truth: marked }, pair)).toHaveLength(1);
});
