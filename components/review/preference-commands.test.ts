import { expect, test } from "vitest";
import {
  type Choice,
  choiceOf,
  complete,
  decideChoice,
  keepChoice,
  strengthAt,
  whatChoiceLacks,
} from "./preference-commands";
import { makeCase, makeDesk, makeProtocol } from "./testing/review-case";

const desk = () => makeDesk(makeCase(), makeProtocol({ mode: "side-by-side" }));
const choice = (more: Partial<Choice> = {}): Choice => ({ side: "first", strength: "clearly", why: "", ...more });

test("a side wants a strength, equal notes have none", () => {
  expect(whatChoiceLacks(choice({ side: null }))).toContain("Which note is better?");
  expect(whatChoiceLacks(choice({ strength: null }))).toContain("How much better?");
  expect(whatChoiceLacks(choice({ side: "tie", strength: null }))).toBeNull();
  expect(complete(choice({ side: "tie" })).strength).toBeNull();
  expect([0, 1, 2, 3].map(strengthAt)).toEqual(["slightly", "clearly", "much", null]);
});

test("a choice is kept once it is whole, and again when it changes, never half", () => {
  const at = desk();
  at.desk.perform(keepChoice(choice({ strength: null })));
  expect(at.kept).toEqual([]);
  at.desk.perform(keepChoice(choice()));
  at.desk.perform(keepChoice(choice()));
  at.desk.perform(keepChoice(choice({ why: " B invents. " })));
  expect(at.kept.map(({ body }) => body)).toEqual([
    { kind: "verdict", verdict: "first", strength: "clearly", reason: null },
    { kind: "verdict", verdict: "first", strength: "clearly", reason: "B invents." },
  ]);
  expect(choiceOf(at.desk.read())).toEqual({ side: "first", strength: "clearly", why: "B invents." });
});

test("nothing is decided before both notes were seen to their ends", () => {
  const at = desk();
  at.desk.patch({ endSeen: false });
  expect(at.desk.perform(decideChoice(choice())).done).toBeUndefined();
  expect(at.said.at(-1)).toContain("ends of the notes");
  at.desk.patch({ endSeen: true });
  expect(at.desk.perform(decideChoice(choice())).done).toBe(true);
});

test("a case that cannot be judged has no choice", () => {
  const at = desk();
  at.desk.perform(() => ({
    bodies: [{ kind: "verdict", verdict: "cannot-judge", reason: "Unreadable", strength: null }],
  }));
  expect(choiceOf(at.desk.read()).side).toBeNull();
});
