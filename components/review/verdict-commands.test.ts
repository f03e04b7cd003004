import { expect, test } from "vitest";
import { giveType, markHere, nextSeverity, toggleOmission } from "./mark-commands";
import { makeCase, makeDesk, makeProtocol } from "./testing/review-case";
import { saveMarks, sayCannotJudge, sayClean, setComment, setUnsure } from "./verdict-commands";

test("a clean note needs its end to have been seen", () => {
  const { desk, kept, said } = makeDesk();
  desk.patch({ endSeen: false });
  expect(desk.perform(sayClean).done).toBeUndefined();
  expect(said.at(-1)).toContain("end of the note");
  desk.patch({ endSeen: true });
  expect(desk.perform(sayClean).done).toBe(true);
  expect(kept.map(({ body }) => body)).toEqual([{ kind: "verdict", verdict: "clean", reason: null, strength: null }]);
});

test("the clean key is off while marks exist, and the other one while there are none", () => {
  const { desk, said } = makeDesk();
  expect(desk.perform(saveMarks).done).toBeUndefined();
  desk.perform(markHere);
  expect(desk.perform(sayClean).done).toBeUndefined();
  expect(said.at(-1)).toContain("⇧Enter");
});

test("what the protocol asks for is asked for at the mark that lacks it", () => {
  const { desk, said } = makeDesk(makeCase(), makeProtocol({ required: ["type", "severity", "evidence"] }));
  desk.perform(markHere);
  expect(desk.perform(saveMarks).done).toBeUndefined();
  expect(said.at(-1)).toBe("This mark needs a type (its number) and a severity (S) and its place in the source (E).");
  desk.perform(giveType(0));
  desk.perform(nextSeverity(1));
  expect(desk.perform(saveMarks).done).toBeUndefined();
  expect(said.at(-1)).toBe("This mark needs its place in the source (E).");
});

test("what is only left out is no hallucination", () => {
  const { desk } = makeDesk();
  desk.perform(toggleOmission({ start: 32, end: 60 }));
  expect(desk.perform(saveMarks).done).toBeUndefined();
  desk.perform(nextSeverity(1));
  expect(desk.perform(saveMarks).done).toBe(true);
  expect(desk.read().log.draft.verdict).toBe("clean");
});

test("a verdict that stands already is not said twice", () => {
  const { desk, kept } = makeDesk();
  desk.perform(sayCannotJudge("I know this patient"));
  desk.perform(sayCannotJudge("I know this patient"));
  expect(kept).toHaveLength(1);
  desk.perform(sayCannotJudge("It is outside of my field"));
  expect(kept.at(-1)?.body).toMatchObject({ verdict: "cannot-judge", reason: "It is outside of my field" });
});

test("unsure goes on and off, a comment is kept once", () => {
  const { desk, kept } = makeDesk();
  desk.perform(setUnsure);
  desk.perform(setUnsure);
  desk.perform(setComment("see turn 2"));
  desk.perform(setComment("see turn 2"));
  expect(kept.map(({ body }) => body.kind)).toEqual(["unsure", "unsure", "comment"]);
  expect(desk.read().log.draft).toMatchObject({ unsure: false, comment: "see turn 2" });
});
