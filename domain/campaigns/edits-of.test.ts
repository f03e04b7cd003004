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
});

test("a settled choice is for practice, between two notes, and says why; a plain pass needs no place", () => {
  const pair = protocolSchema.parse({ mode: "side-by-side" });
  const settled = { how: "settled" as const, by: "ada", why: "The second invents an allergy." };
  const choice = {
    ...{ kind: "practice" as const, source: "Patient: Hi.", note: NOTE, otherNote: `${NOTE} Allergic.` },
    ...{ truth: { verdict: "first" as const, marks: [] }, provenance: settled },
  };
  expect(checkControl(choice, pair)).toEqual([]);
  expect(checkControl({ ...choice, kind: "planted" }, pair)).toEqual([
    "a settled choice is for practice, and not hidden among the cases",
  ]);
  expect(checkControl({ ...choice, otherNote: null }, pair)).toEqual(["a choice is between two notes"]);
  expect(checkControl({ ...choice, truth: { verdict: "clean", marks: [] } }, pair)).toHaveLength(1);
  expect(checkControl({ ...choice, provenance: { ...settled, why: " " } }, pair)).toHaveLength(1);
  const plain = protocolSchema.parse({ mode: "yes-no" });
  const wrong = { ...choice, otherNote: null, truth: { verdict: "marked" as const, marks: [] } };
  expect(checkControl(wrong, plain)).toEqual([]);
  expect(checkControl(wrong, protocolSchema.parse({}))).toEqual(["a marked note has at least one mark"]);
  expect(checkControl({ ...wrong, otherNote: NOTE }, plain)).toEqual(["only a round of choices has a second note"]);
});
