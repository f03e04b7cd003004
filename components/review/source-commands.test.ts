import { expect, test } from "vitest";
import { moveTurn } from "./cursor-commands";
import { giveType, noEvidence } from "./mark-commands";
import {
  chooseTurn,
  closeSource,
  endTyping,
  openEvidence,
  openOmission,
  selectSource,
  typeDigit,
} from "./source-commands";
import { makeCase, makeDesk, makeProtocol } from "./testing/review-case";

const LONG = Array.from({ length: 24 }, (_, turn) => `${turn % 2 ? "Patient" : "Doctor"}: Turn ${turn + 1}.`).join(
  "\n",
);
const long = () => makeDesk(makeCase({}, { source: LONG }));
const linked = ({ desk, marks }: ReturnType<typeof makeDesk>) => {
  const evidence = marks()[0]?.evidence;
  return Array.isArray(evidence)
    ? evidence.map(({ start, end }) => desk.review.source.text.slice(start, end))
    : evidence;
};

test("the source is linked only to a mark", () => {
  const { desk, said } = makeDesk();
  desk.perform(openEvidence);
  expect(desk.read().tool).toBe("note");
  expect(said.at(-1)).toContain("Mark a sentence first");
});

test("what was looked for and not found leads back to the note", () => {
  const at = makeDesk();
  at.desk.perform(giveType(0));
  at.desk.perform(openEvidence);
  at.desk.perform(noEvidence);
  expect(linked(at)).toBe("none");
  expect(at.desk.read().tool).toBe("note");
});

test("a number is taken as soon as no longer one can begin with it", () => {
  const at = long();
  at.desk.perform(giveType(0));
  at.desk.perform(openEvidence);
  at.desk.perform(typeDigit(3));
  expect(linked(at)).toEqual(["Turn 3."]);
  at.desk.perform(typeDigit(1));
  expect(at.desk.read()).toMatchObject({ typed: "1", turn: 0 });
  at.desk.perform(typeDigit(7));
  expect(linked(at)).toEqual(["Turn 3.", "Turn 17."]);
  at.desk.perform(typeDigit(2));
  at.desk.perform(endTyping);
  expect(linked(at)).toEqual(["Turn 2.", "Turn 3.", "Turn 17."]);
  expect(at.desk.read()).toMatchObject({ typed: "", tool: "evidence" });
});

test("a number that no turn has is refused, and the next begins anew", () => {
  const at = long();
  at.desk.perform(giveType(0));
  at.desk.perform(openEvidence);
  at.desk.perform(typeDigit(0));
  expect(at.said.at(-1)).toBe("The source has no 0.");
  at.desk.perform(typeDigit(2));
  at.desk.perform(typeDigit(9));
  expect(at.said.at(-1)).toBe("The source has no 29.");
  expect(linked(at)).toBeNull();
  at.desk.perform(endTyping);
  expect(linked(at)).toBeNull();
});

test("arrows and Space choose too, once more takes it off", () => {
  const at = long();
  at.desk.perform(giveType(0));
  at.desk.perform(openEvidence);
  at.desk.perform(moveTurn(1));
  at.desk.perform(chooseTurn());
  expect(linked(at)).toEqual(["Turn 2."]);
  at.desk.perform(chooseTurn());
  expect(linked(at)).toBeNull();
  at.desk.perform(noEvidence);
  expect(linked(at)).toBe("none");
  at.desk.perform(moveTurn(-1));
  at.desk.perform(moveTurn(-1));
  expect(at.desk.read().turn).toBe(0);
});

test("a click links to the mark at the cursor without any key, and does nothing without a mark", () => {
  const at = makeDesk();
  at.desk.perform(chooseTurn(1));
  expect(at.kept).toEqual([]);
  at.desk.perform(giveType(0));
  at.desk.perform(chooseTurn(1));
  expect(linked(at)).toEqual(["Metformin, five hundred. I stopped lisinopril in March."]);
});

test("what is selected in the source is linked exactly", () => {
  const at = makeDesk();
  const start = at.desk.review.source.text.indexOf("I stopped");
  at.desk.perform(giveType(0));
  at.desk.perform(selectSource(start, start + 20));
  at.desk.perform(openEvidence);
  expect(linked(at)).toEqual(["I stopped lisinopril"]);
});

test("omissions are chosen by number, each its own mark, and end with Enter", () => {
  const at = makeDesk();
  at.desk.perform(openOmission);
  at.desk.perform(typeDigit(2));
  at.desk.perform(typeDigit(4));
  expect(at.marks().map(({ kind, span }) => [kind, at.desk.review.source.text.slice(span.start, span.end)])).toEqual([
    ["omission", "Metformin, five hundred. I stopped lisinopril in March."],
    ["omission", "A dry cough."],
  ]);
  at.desk.perform(closeSource);
  expect(at.desk.read().tool).toBe("note");
});

test("a round that asks for no omissions says so", () => {
  const { desk, said } = makeDesk(makeCase(), makeProtocol({ omissions: false }));
  desk.perform(openOmission);
  expect(desk.read().tool).toBe("note");
  expect(said.at(-1)).toBe("This round does not ask for omissions.");
});
