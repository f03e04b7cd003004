import { expect, test } from "vitest";
import { opposite } from "./use-bulk-actions";

test("the way back of tagging takes from each run only what was new to it", () => {
  const change = { kind: "tags" as const, changes: [{ runs: ["a", "b", "c"], add: ["x", "y"], remove: ["z"] }] };
  const tagged = [
    { runs: ["a"], added: ["y"], removed: ["z"] },
    { runs: ["b"], added: ["x", "y"], removed: [] },
  ];
  expect(opposite(change, { done: ["a", "b"], tagged })?.change).toEqual({
    kind: "tags",
    changes: [
      { runs: ["a"], add: ["z"], remove: ["y"] },
      { runs: ["b"], add: [], remove: ["x", "y"] },
    ],
  });
});

test("what changed nothing has no way back, and a stopped run can be queued again", () => {
  const cancel = { kind: "action" as const, action: "cancel" as const, runs: ["a"] };
  expect(opposite(cancel, { done: [], tagged: [] })).toBeNull();
  expect(opposite(cancel, { done: ["a"], tagged: [] })).toEqual({
    label: "Queue again",
    change: { kind: "action", action: "retry", runs: ["a"] },
  });
});
