import { expect, test } from "vitest";
import { EMPTY_LOOP, loopProblems, loopRequest, readNumbers } from "./loop-draft";

test("lists of numbers are read with commas, semicolons and spaces, each once", () => {
  expect(readNumbers("0, 2;10 10")).toEqual([0, 2, 10]);
  expect(readNumbers("0, two")).toBeNull();
  expect(readNumbers("-1")).toBeNull();
  expect(readNumbers(" ")).toBeNull();
});

test("an empty form says what is missing and asks for nothing", () => {
  expect(loopProblems(EMPTY_LOOP)).toEqual(["Give it a name.", "Choose the notes.", "Choose who reads."]);
  expect(loopRequest(EMPTY_LOOP)).toBeNull();
});

test("a filled form is a launch", () => {
  const draft = { ...EMPTY_LOOP, name: "Loop", notesVersionId: "v", readersKind: "simulated" as const, seeds: "1, 2" };
  expect(loopProblems(draft)).toEqual([]);
  expect(loopRequest({ ...draft, fineTune: false, rewrites: true })).toMatchObject({
    ...{ sft: null, readers: { kind: "simulated" }, training: { deltas: [10], seeds: [1, 2] } },
    pairs: { recipe: { origins: ["correction", "generations", "rewrite"] }, rewrite: { config: {} } },
  });
  expect(loopRequest({ ...draft, seeds: "1.5" })).toBeNull();
});
