import { expect, test } from "vitest";
import { MOST_RUNS_IN_AN_ADDRESS } from "@/domain/charts/chart-axis";
import { newId } from "@/domain/identifiers";
import { type ChosenRuns, chartsAddress, readChosen, sayChosen } from "./chosen-runs";

const back = (of: ChosenRuns) => readChosen(new URL(chartsAddress("my project", of), "http://here").searchParams);

test("an address leads to the charts of the runs that it was made for", () => {
  for (const of of [{ runIds: ["a", "b"] }, { filter: "stage = sft and tag: a&b" }, { filter: "" }]) {
    expect(back(of)).toEqual(of);
  }
  expect(chartsAddress("my project", { filter: "x" })).toBe("/projects/my%20project/charts?filter=x");
});

test("as many runs as may stand in an address fit into what Node takes with its headers", () => {
  const runIds = Array.from({ length: MOST_RUNS_IN_AN_ADDRESS }, () => newId());
  expect(chartsAddress("a-project-with-a-long-name", { runIds }).length).toBeLessThan(14_000);
  expect(back({ runIds })).toEqual({ runIds });
});

test("a run named twice is one, and no choice is none", () => {
  expect(readChosen(new URLSearchParams("runs=a,b,,a"))).toEqual({ runIds: ["a", "b"] });
  expect(readChosen(new URLSearchParams("x=tokens"))).toBeNull();
});

test("a choice is said in words", () => {
  expect([{ filter: "" }, { filter: "stage = sft" }, { runIds: ["a"] }, { runIds: ["a", "b"] }].map(sayChosen)).toEqual(
    ["all runs", "runs matching stage = sft", "1 chosen run", "2 chosen runs"],
  );
});
