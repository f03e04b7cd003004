import { expect, test } from "vitest";
import { moveBy, nextMark, selectRange, showMark } from "./cursor-commands";
import {
  commentMark,
  giveSeverity,
  giveType,
  markHere,
  nextSeverity,
  noEvidence,
  removeMark,
  toggleEvidence,
  toggleOmission,
} from "./mark-commands";
import { makeCase, makeDesk, makeProtocol } from "./testing/review-case";
import { giveVerdict, saveMarks, sayClean } from "./verdict-commands";

test("Space marks exactly the sentence at the cursor, and takes its mark off again", () => {
  const { desk, kept, marks } = makeDesk();
  desk.perform(moveBy(1));
  desk.perform(markHere);
  expect(marks()).toMatchObject([{ kind: "error", span: { start: 24, end: 49 }, type: null }]);
  expect(Object.keys(marks()[0]?.span ?? {})).toEqual(["start", "end"]);
  desk.perform(markHere);
  expect(marks()).toEqual([]);
  expect(kept.map(({ body }) => body.kind)).toEqual(["mark", "unmark"]);
});

test("a number names the type of the mark, or marks with it where there is none", () => {
  const { desk, marks, said } = makeDesk();
  desk.perform(giveType(1));
  expect(marks()[0]?.type).toBe("incorrect_inference");
  desk.perform(giveType(2));
  expect(marks()).toHaveLength(1);
  expect(marks()[0]?.type).toBe("contradiction");
  desk.perform(giveType(8));
  expect(said.at(-1)).toBe("There is no type 9.");
});

test("severity goes from the mildest on, with shift from the worst on, and round", () => {
  const { desk, marks, said } = makeDesk();
  desk.perform(nextSeverity(1));
  expect(said.at(-1)).toContain("Mark something first");
  desk.perform(markHere);
  const seen = [1, 1, 1].map(() => {
    desk.perform(nextSeverity(1));
    return marks()[0]?.severity;
  });
  expect(seen).toEqual(["minor", "major", "minor"]);
  desk.perform(removeMark());
  desk.perform(markHere);
  desk.perform(nextSeverity(-1));
  expect(marks()[0]?.severity).toBe("major");
  desk.perform(giveSeverity("minor"));
  expect(marks()[0]?.severity).toBe("minor");
});

test("marks may lie over one another, each of its own kind", () => {
  const { desk, marks } = makeDesk();
  desk.perform(giveType(0));
  desk.perform(selectRange(6, 15));
  desk.perform(giveType(3));
  expect(marks().map(({ span, type }) => [span.start, span.end, type])).toEqual([
    [0, 23, "fabricated"],
    [6, 15, "unsupported_detail"],
  ]);
});

test("evidence is linked and unlinked place by place, or said to be nowhere", () => {
  const { desk, marks } = makeDesk();
  desk.perform(markHere);
  desk.perform(toggleEvidence({ start: 60, end: 70 }));
  desk.perform(toggleEvidence({ start: 8, end: 20 }));
  expect(marks()[0]?.evidence).toEqual([
    { start: 8, end: 20 },
    { start: 60, end: 70 },
  ]);
  desk.perform(toggleEvidence({ start: 8, end: 20 }));
  desk.perform(toggleEvidence({ start: 60, end: 70 }));
  expect(marks()[0]?.evidence).toBeNull();
  desk.perform(noEvidence);
  expect(marks()[0]?.evidence).toBe("none");
  desk.perform(toggleEvidence({ start: 8, end: 20 }));
  expect(marks()[0]?.evidence).toEqual([{ start: 8, end: 20 }]);
});

test("an omission points into the source, takes a severity and no type", () => {
  const { desk, marks, said } = makeDesk();
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  desk.perform(nextSeverity(-1));
  desk.perform(giveType(0));
  expect(said.at(-1)).toBe("An omission has no type.");
  expect(marks()).toMatchObject([{ kind: "omission", span: { start: 32, end: 60 }, severity: "major", type: null }]);
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  expect(marks()).toEqual([]);
});

test("a verdict that the marks belie is taken back in the same step", () => {
  const { desk } = makeDesk();
  desk.perform(sayClean);
  desk.perform(markHere);
  expect(desk.read().log.draft.verdict).toBeNull();
  desk.undo();
  expect(desk.read().log.draft).toMatchObject({ verdict: "clean", marks: [] });
  desk.redo();
  desk.perform(giveType(0));
  desk.perform(nextSeverity(1));
  desk.perform(saveMarks);
  expect(desk.read().log.draft.verdict).toBe("marked");
  desk.perform(removeMark());
  expect(desk.read().log.draft.verdict).toBeNull();
});

test("an omission leaves a clean note clean, and a plain yes needs no mark", () => {
  const { desk } = makeDesk(makeCase(), makeProtocol({ required: ["type"] }));
  desk.perform(sayClean);
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  expect(desk.read().log.draft.verdict).toBe("clean");
  const plain = makeDesk(makeCase(), makeProtocol({ mode: "yes-no" }));
  plain.desk.perform((at) => giveVerdict(at, { verdict: "marked" }));
  expect(plain.desk.read().log.draft.verdict).toBe("marked");
});

test("from mark to mark, omissions last, and round", () => {
  const { desk, marks } = makeDesk();
  desk.perform(nextMark(1));
  desk.perform(giveType(0));
  desk.perform(moveBy(1));
  desk.perform(giveType(1));
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  const order = [1, 1, 1].map(() => {
    desk.perform(nextMark(1));
    return marks().find(({ id }) => id === desk.read().mark)?.span.start;
  });
  expect(order).toEqual([0, 24, 32]);
  desk.perform(showMark(marks().find(({ kind }) => kind === "omission")?.id ?? ""));
  expect(desk.read().turn).toBe(1);
  desk.perform(commentMark("in turn 2"));
  expect(marks().find(({ kind }) => kind === "omission")?.comment).toBe("in turn 2");
});

test("a mark that lacks what the round asks for takes the verdict back, until it is whole and said again", () => {
  const { desk, said } = makeDesk(makeCase(), makeProtocol({ required: ["severity"] }));
  desk.perform(markHere);
  desk.perform(nextSeverity(1));
  desk.perform(saveMarks);
  desk.patch({ at: 1 });
  desk.perform(markHere);
  expect(desk.read().log.draft.verdict).toBeNull();
  expect(said.at(-1)).toContain("Your verdict is taken back");
  expect(desk.perform(saveMarks).done).toBeUndefined();
  desk.perform(nextSeverity(1));
  expect(desk.perform(saveMarks).done).toBe(true);
  expect(desk.read().log.draft).toMatchObject({ verdict: "marked", marks: [{}, {}] });
});

test("an omission without what the round asks for takes a clean verdict back", () => {
  const { desk } = makeDesk(makeCase(), makeProtocol({ required: ["severity"] }));
  desk.perform(sayClean);
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  expect(desk.read().log.draft.verdict).toBeNull();
});
