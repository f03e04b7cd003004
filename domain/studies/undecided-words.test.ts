import { expect, test } from "vitest";
import type { MoreLabels } from "../gates/more-labels";
import { describeOutcome, type OutcomeNode } from "./outcome";
import { whyStillUndecided } from "./undecided-words";

const decision = {
  verdict: "undecided" as const,
  test: "none" as const,
  pAbove: null,
  pBelow: null,
  because: "It lies inside.",
};
const more: MoreLabels[] = [
  { rate: 0.1, verdict: "pass", more: 250, inAll: 300, power: 0.8, unit: "note", designEffect: 1 },
];
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("what is undecided names how many more decide it, and what to do with and without notes left", () => {
  expect(plain(whyStillUndecided({ decision, more, whyNoMore: null }, 3))).toBe(
    "Undecided: It lies inside. If the rate is 10.0 %, about 250 more notes decide it. 3 sources of the round are left: draw more and close it again.",
  );
  expect(whyStillUndecided({ decision, more: [], whyNoMore: "Nothing was read." }, 0)).toBe(
    "Undecided: It lies inside. Nothing was read. No notes are left to read. Sign a decision with its reason, or import more notes and fork the study from “Notes”.",
  );
});

const node = (more: Partial<OutcomeNode>): OutcomeNode => ({
  ...{ key: "gate-1", kind: "gate", title: "First gate", state: "done", verdict: "pass", headline: null, ...more },
});

test("an outcome is the last comparison with its gate, or the gate at which the study ended", () => {
  expect(describeOutcome([node({})])).toBe("“First gate” passed. Nothing had to be trained.");
  expect(describeOutcome([node({ state: "cancelled", verdict: null })])).toBe("No gate was reached.");
  const compared = [
    node({ verdict: "fail" }),
    node({ key: "gate-2", title: "Second gate", verdict: "undecided" }),
    node({ key: "before-after", kind: "comparison", verdict: null, headline: "It hallucinates less." }),
  ];
  expect(describeOutcome(compared)).toBe("It hallucinates less. “Second gate” could not be decided.");
});
