import { expect, test } from "vitest";
import { IMPORT_RULES, IMPORT_STATES, importAllows, statesAllowing } from "./import-rules";

test("the table of states: what has ended allows nothing, what works can be stopped", () => {
  expect(IMPORT_STATES.filter((state) => importAllows(state, "store"))).toEqual(["waiting"]);
  expect(IMPORT_STATES.filter((state) => !importAllows(state, "cancel"))).toEqual(["stored", "cancelled"]);
});

test("what works is not at its end, and only what waits or failed is read again", () => {
  expect(IMPORT_STATES.filter((state) => IMPORT_RULES[state].working && IMPORT_RULES[state].ended)).toEqual([]);
  expect(statesAllowing("examine")).toEqual(["waiting", "failed"]);
});
