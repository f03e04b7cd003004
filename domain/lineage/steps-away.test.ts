import { expect, test } from "vitest";
import { countSteps } from "./steps-away";

const EDGES = [
  ["note", "text"],
  ["text", "label"],
  ["note", "label"],
  ["label", "pair"],
  ["pair", "model"],
  ["base", "model"],
].map(([from = "", to = ""]) => ({ from, to }));

test("what came first counts below zero by its shortest way, what came of it above, and the rest not at all", () => {
  const steps = countSteps("label", EDGES);
  expect(["note", "text", "label", "pair", "model", "base"].map(steps)).toEqual([-1, -1, -0, 1, 2, null]);
});

test("a cycle ends", () => {
  const steps = countSteps("a", [
    { from: "a", to: "b" },
    { from: "b", to: "a" },
  ]);
  expect(steps("b")).toBe(-1);
});
