import { expect, test } from "vitest";
import type { NoteMeasures } from "@/domain/studies/study-result";
import { pairNotes } from "./pair-notes";

const judged = (wrong: number): NoteMeasures => ({ wrong, units: 1, omissions: 0, length: 9, copied: null });
const note = (item: string, runId: string, measures: NoteMeasures | null = judged(0)) => ({
  ...{ id: `${item} ${runId}`, item, group: `g ${item}`, runId, measures },
});
const empty = (item: string, runId: string) => ({ item, group: `g ${item}`, runId });
const runs = { before: "old", after: "new" };

test("what a model left empty leaves the pairs, counts as wrong beside them, and is counted by side", () => {
  const cases = [note("a", "old", judged(1)), note("a", "new"), note("b", "old"), note("c", "other")];
  const paired = pairNotes(
    { cases, withdrawn: 0, strange: 0 },
    [empty("b", "new"), ...["old", "new"].map((run) => empty("d", run))],
    runs,
  );
  expect(paired.notes.map(({ item }) => item)).toEqual(["a"]);
  expect(paired.withEmpty.map(({ item, before, after }) => [item, before.wrong, after.wrong])).toEqual([
    ["a", 1, 0],
    ["b", 0, 1],
    ["d", 1, 1],
  ]);
  expect(paired.empty).toEqual({ before: 1, after: 2 });
  expect(paired.excluded).toEqual([{ reason: "one of the two models or both left it empty", notes: 2 }]);
});

test("an empty note beside one that nobody judged, or that is not there, is in no rate", () => {
  const cases = [note("a", "old", null)];
  const paired = pairNotes({ cases, withdrawn: 3, strange: 0 }, [empty("a", "new"), empty("b", "new")], runs);
  expect([paired.notes, paired.withEmpty, paired.empty]).toEqual([[], [], { before: 0, after: 2 }]);
  expect(paired.excluded.map(({ notes }) => notes)).toEqual([1, 1, 3]);
});
