import { expect, test } from "vitest";
import { drawStudyFlow, type FlowFacts } from "@/domain/reports/study-flow";
import { DIFFERENCE } from "./testing/report-rows";

const notes = (count: number, erased = 0) => ({ notes: count, erased, groups: count });
const FACTS: FlowFacts = {
  ...{ all: notes(100), heldOut: notes(40, 2), harvest: notes(20), confirm: notes(15) },
  ...{ wroteHarvest: [], wroteBefore: [], wroteAfter: [{ id: "r", name: "new", notes: 15, empty: 1 }] },
  ...{ firstRound: null, secondRound: { name: "two", cases: 29, withdrawn: 3 }, pairs: null },
  sides: [{ name: "new", difference: DIFFERENCE, excluded: [{ reason: "it was erased", notes: 4 }] }],
};
const leftIn = (facts: FlowFacts, key: string) =>
  drawStudyFlow(facts)
    .find((box) => box.key === key)
    ?.left.map(({ count }) => count);

test("the flow leaves nobody out uncounted", () => {
  const flow = drawStudyFlow(FACTS);
  expect(flow[0]?.left.map(({ count }) => count)).toEqual([60, 2, 3]);
  expect(flow.map(({ key }) => key)).toEqual([
    ...["notes", "harvest.divided", "confirm.divided", "confirm.after", "confirm.round", "confirm.compared1"],
  ]);
  expect(flow.flatMap(({ left }) => left.map(({ count }) => count)).slice(3)).toEqual([1, 3, 4]);
});

test("what was erased after the division is left out there, and not at the start as well", () => {
  const facts = { ...FACTS, heldOut: notes(40, 5), harvest: notes(20, 2), confirm: notes(15, 1) };
  expect(leftIn(facts, "notes")).toEqual([60, 2, 3]);
  expect([leftIn(facts, "harvest.divided"), leftIn(facts, "confirm.divided")]).toEqual([[2], [1]]);
});

test("notes that a limit leaves unwritten are counted", () => {
  const wroteHarvest = [{ id: "h", name: "first", notes: 6, empty: 1 }];
  expect(leftIn({ ...FACTS, wroteHarvest, harvest: notes(20, 2) }, "harvest.written")).toEqual([12, 1]);
});
