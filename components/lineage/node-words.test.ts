import { expect, test } from "vitest";
import type { TraceNode } from "@/domain/lineage/lineage-answer";
import { lineageAddress, shortenNames, subtitleOf, thingAddress, titleOf } from "./node-words";

const node = (given: Partial<TraceNode>): TraceNode => ({
  ...{ id: "n", kind: "run", name: "n", detail: null, count: 1, thing: null, within: null, list: null, page: null },
  ...given,
});

test("one thing has its name above its kind, many their number above what they have in common", () => {
  expect([titleOf(node({ name: "sft" })), subtitleOf(node({ detail: "sft, finished" }))]).toEqual([
    ...["sft", "run, sft, finished"],
  ]);
  const pairs = node({ kind: "pair", count: 37, name: "of pairs v1" });
  expect([titleOf(pairs), subtitleOf(pairs)]).toEqual(["37\u00a0pairs", "of pairs v1"]);
});

test("in its own lineage a study's name stands before no other, and elsewhere it stays", () => {
  const nameOf = shortenNames([node({ kind: "study", name: "Loop" })]);
  expect(
    ["Loop: pairs v1", "of Loop: pairs v1", "Loop, round 2", "of Loop, round 2", "Loop", "Loops: a"].map(nameOf),
  ).toEqual(["pairs v1", "of pairs v1", "round 2", "of round 2", "Loop", "Loops: a"]);
  expect(shortenNames([])("Loop: pairs v1")).toBe("Loop: pairs v1");
});

test("things lead to their pages, rows to where they are read, and what is many leads nowhere", () => {
  const page = (given: Partial<TraceNode>) => thingAddress("p", node(given));
  expect(page({ kind: "dataset", thing: "v", within: "d" })).toBe("/projects/p/datasets/d?version=v");
  expect(page({ kind: "gate", thing: "g", within: "c" })).toBe("/projects/p/campaigns/c/gate/g");
  expect(page({ kind: "gate", within: "c" })).toBe("/projects/p/campaigns/c/gate");
  expect(page({ kind: "pair", thing: "e", page: "/datasets/d?version=v&row=3" })).toBe(
    "/projects/p/datasets/d?version=v&row=3",
  );
  expect(page({ kind: "assessment", count: 9 })).toBe(null);
  expect(lineageAddress("p", { kind: "generation", thing: "g" })).toBe("/projects/p/lineage/text/g");
  expect(lineageAddress("p", { kind: "reader", thing: "r" })).toBe(null);
  expect(lineageAddress("p", { kind: "pair", thing: null })).toBe(null);
});
