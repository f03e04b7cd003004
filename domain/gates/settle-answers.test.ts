import { expect, test } from "vitest";
import { protocolSchema } from "../campaigns/protocol";
import { createErrorFilter } from "./case-facts";
import { countWrong } from "./settle-answers";
import { factsOf, mark, said, YES } from "./testing/case-facts";

const places = [
  { start: 5, end: 20 },
  { start: 21, end: 40 },
  { start: 41, end: 60 },
];
const taker = createErrorFilter({}, protocolSchema.parse({}));
const NOWHERE = mark({ span: { start: 0, end: 0 } });
const at = (start: number, end: number) => said(mark({ span: { start, end } }));

const count = (answers: Parameters<typeof factsOf>[0], readings: "any" | "majority" | "all" = "majority", more = {}) =>
  countWrong(factsOf(answers, { places, ...more }), taker, { unit: "sentence", readings });

test.each([
  ["a mark without a place", [said(NOWHERE)], "majority", 1],
  ["it beside one with a place", [said(NOWHERE, mark({ span: { start: 6, end: 9 } }))], "majority", 1],
  ["it beside two sentences", [said(NOWHERE, mark({ span: { start: 6, end: 30 } }))], "majority", 2],
  ["one of two readers, who names no place, by any", [said(NOWHERE), said()], "any", 1],
  ["the same by all", [said(NOWHERE), said()], "all", 0],
  ["one of three by majority", [said(NOWHERE), said(), said()], "majority", 0],
  ["two who call it wrong, one of them anywhere", [YES, at(6, 9), said()], "majority", 1],
  ["one in a heading has its place", [at(0, 4)], "majority", 0],
] as const)("%s", (_, answers, readings, wrong) => {
  expect(count(answers, readings)?.wrong).toBe(wrong);
});

test("a text that is gone leaves one sentence at least", () => {
  expect(count([at(6, 30)], "majority", { places: [] })).toEqual({ wrong: 1, units: 3, tied: false });
});

test("ties are of sentences where sentences count", () => {
  expect(count([at(6, 9), at(50, 55)])).toEqual({ wrong: 2, units: 3, tied: true });
  expect(count([at(6, 9), at(6, 9)])).toEqual({ wrong: 1, units: 3, tied: false });
  expect(count([at(6, 9), said()])?.tied).toBe(true);
  expect(count([at(6, 9), said()], "any")?.tied).toBe(false);
});
