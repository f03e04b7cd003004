import { expect, test } from "vitest";
import { extendBySentence, extendByWord, moveBy, moveStartByWord, moveTo, selectRange } from "./cursor-commands";
import { markHere } from "./mark-commands";
import { makeCase, makeDesk } from "./testing/review-case";

const selected = ({ desk }: ReturnType<typeof makeDesk>) => {
  const { range } = desk.read();
  return range ? desk.review.note.text.slice(range.start, range.end) : null;
};

test("the cursor stays inside of the note and passes over headings", () => {
  const { desk } = makeDesk(makeCase({}, { note: "PLAN\n\nRest. Come back.\n\nFOLLOW UP\n\nIn a week." }));
  const kinds = desk.review.note.sentences.map(({ kind }) => kind);
  expect(kinds).toContain("heading");
  expect(kinds[desk.read().at]).toBe("sentence");
  const seen = Array.from({ length: 6 }, () => {
    desk.perform(moveBy(1));
    return kinds[desk.read().at];
  });
  expect(new Set(seen)).toEqual(new Set(["sentence"]));
  expect(desk.read().at).toBe(kinds.lastIndexOf("sentence"));
  desk.perform(moveTo(99));
  expect(desk.read().at).toBe(kinds.length - 1);
});

test("a note without a sentence takes every key and does nothing", () => {
  const { desk, kept } = makeDesk(makeCase({}, { note: " " }));
  for (const command of [moveBy(1), markHere, extendByWord("right"), extendBySentence(1), moveStartByWord("left")]) {
    desk.perform(command);
  }
  expect(kept).toEqual([]);
});

test("shift and arrows select word by word, back over the beginning too", () => {
  const at = makeDesk();
  for (const words of ["Takes", "Takes metformin", "Takes metformin 500"]) {
    at.desk.perform(extendByWord("right"));
    expect(selected(at)).toBe(words);
  }
  at.desk.perform(extendByWord("left"));
  expect(selected(at)).toBe("Takes metformin");
  at.desk.perform(moveStartByWord("right"));
  expect(selected(at)).toBe("metformin");
  at.desk.perform(extendByWord("right"));
  at.desk.perform(markHere);
  expect(at.marks()).toMatchObject([{ span: { start: 6, end: 19 } }]);
  expect(selected(at)).toBeNull();
});

test("an arrow begins with the first word, backwards with the last, and goes on from a mark inside of the sentence", () => {
  const at = makeDesk();
  at.desk.perform(moveStartByWord("right"));
  expect(selected(at)).toBe("Takes");
  at.desk.perform(moveTo(0));
  at.desk.perform(moveStartByWord("left"));
  expect(selected(at)).toBe("mg");
  at.desk.perform(moveStartByWord("left"));
  at.desk.perform(markHere);
  at.desk.perform(moveStartByWord("right"));
  expect(selected(at)).toBe("mg");
  at.desk.perform(moveTo(0));
  at.desk.perform(moveStartByWord("left"));
  expect(selected(at)).toBe("metformin");
});

test("a mark of a whole sentence leaves its first and last word to the arrows", () => {
  const at = makeDesk();
  at.desk.perform(markHere);
  at.desk.perform(moveStartByWord("right"));
  expect(selected(at)).toBe("Takes");
});

test("shift and down select by sentences", () => {
  const at = makeDesk();
  at.desk.perform(moveBy(1));
  at.desk.perform(extendBySentence(1));
  expect(selected(at)).toBe("Lisinopril was continued.");
  at.desk.perform(extendBySentence(1));
  expect(selected(at)).toBe("Lisinopril was continued. No known allergies.");
  at.desk.perform(extendBySentence(-1));
  expect(selected(at)).toBe("Lisinopril was continued. ");
});

test("from right to left the left arrow goes on", () => {
  const at = makeDesk(makeCase({}, { note: "يعاني المريض من سعال." }));
  at.desk.perform(extendByWord("left"));
  at.desk.perform(extendByWord("left"));
  expect(selected(at)).toBe("يعاني المريض");
  at.desk.perform(extendByWord("right"));
  expect(selected(at)).toBe("يعاني");
});

test("a selection by mouse moves the cursor to its sentence and lets go of the mark", () => {
  const at = makeDesk();
  at.desk.perform(markHere);
  at.desk.perform(selectRange(30, 40));
  expect(at.desk.read()).toMatchObject({ at: 1, mark: null, range: { start: 30, end: 40 } });
});
