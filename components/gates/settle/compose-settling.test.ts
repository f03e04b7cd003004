import { describe, expect, test } from "vitest";
import type { Mark } from "@/domain/assessments/mark";
import { protocolSchema } from "@/domain/campaigns/protocol";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { groupMarks } from "@/domain/gates/settling-points";
import { composeSettling } from "./compose-settling";
import { changeDraft, openDraft, regrade, retype, type SettleDraft, takeReading } from "./settle-draft";

const mark = (id: string, start: number, more: Partial<Mark> = {}): Mark => ({
  ...{ id: `mark-of-${id}`, kind: "error", span: { start, end: start + 5 }, type: "fabricated", severity: "minor" },
  ...{ evidence: null, comment: "" },
  ...more,
});

function caseOf(marks: readonly (readonly Mark[])[], more: Partial<CaseToSettle> = {}): CaseToSettle {
  const { taxonomy, severities, inferenceAllowed, trueButAbsentIsError, instructions, omissions, corrections } =
    protocolSchema.parse({});
  return {
    ...{ campaign: "round", title: "Letters", caseId: "case", section: null, own: false, timed: true, settled: null },
    protocol: { taxonomy, severities, inferenceAllowed, trueButAbsentIsError, instructions, omissions, corrections },
    note: { text: "The patient takes aspirin.", digest: "n", sentences: [] },
    source: { text: "No aspirin.", digest: "s", turns: [] },
    readings: marks.map((each, at) => ({
      ...{ assessmentId: `said-${at}`, label: "ABC"[at] ?? "", verdict: each.length > 0 ? "marked" : "clean" },
      ...{ marks: [...each], corrected: null, unsure: false, comment: "", reason: null },
    })),
    ...more,
  };
}

const one = caseOf([[mark("a", 0)], []]);
const points = groupMarks(one.readings);
const [point] = points;
if (!point) throw new Error("One point was expected.");
const opened = openDraft(points, one);
const because = (draft: SettleDraft) => changeDraft(draft, { do: "reason", reason: "Read again." });
const choose = (draft: SettleDraft, choice: Parameters<typeof changeDraft>[1] & { do: "choose" }) =>
  changeDraft(draft, choice);

describe("what a case still waits for", () => {
  test("every place, then the reason; until then it says no verdict", () => {
    expect(composeSettling(one, points, opened)).toMatchObject({ verdict: null, missing: "1\u00a0place to decide." });
    const dropped = choose(opened, { do: "choose", point, choice: { keep: null } });
    expect(composeSettling(one, points, dropped)).toMatchObject({ verdict: "clean", missing: "Write why." });
    expect(composeSettling(one, points, because(dropped)).missing).toBeNull();
  });

  test("a verdict that fits what is kept", () => {
    const kept = because(choose(opened, { do: "choose", point, choice: takeReading(point, "said-0") }));
    expect(composeSettling(one, points, kept)).toMatchObject({ verdict: "marked", missing: null });
    const clean = changeDraft(kept, { do: "verdict", verdict: "clean" });
    expect(composeSettling(one, points, clean).missing).toContain("drop the places");
    const dropped = because(choose(opened, { do: "choose", point, choice: takeReading(point, "said-1") }));
    const marked = changeDraft(dropped, { do: "verdict", verdict: "marked" });
    expect(composeSettling(one, points, marked).missing).toContain("Keep a place");
  });

  test("what cannot be judged drops everything without a decision on each place", () => {
    const cannot = because(changeDraft(opened, { do: "verdict", verdict: "cannot-judge" }));
    const { decisions, missing } = composeSettling(one, points, cannot);
    expect([missing, decisions.map(({ kept }) => kept)]).toEqual([null, [false]]);
  });

  test("readings without marks ask for the verdict itself", () => {
    const plain = caseOf([[], []]);
    const draft = because(openDraft([], plain));
    expect(composeSettling(plain, [], draft).missing).toBe("Say whether it is an error.");
    expect(composeSettling(plain, [], changeDraft(draft, { do: "verdict", verdict: "marked" })).missing).toBeNull();
  });

  test("nobody settles her own reading, nor where only one read", () => {
    expect(composeSettling({ ...one, own: true }, points, because(opened)).missing).toContain("You read this case");
    const alone = caseOf([[mark("a", 0)]]);
    expect(composeSettling(alone, groupMarks(alone.readings), because(opened)).missing).toContain("Fewer than two");
  });
});

describe("keys", () => {
  test("a type or the next severity keeps the place, as a mark of nobody", () => {
    const typed = choose(opened, { do: "choose", point, choice: retype(opened, point, "contradiction") });
    const graded = choose(typed, { do: "choose", point, choice: regrade(typed, point, one.protocol.severities) });
    const { added, decisions } = composeSettling(one, points, graded);
    expect(added).toMatchObject([{ type: "contradiction", severity: "major" }]);
    expect(decisions.map(({ kept }) => kept)).toEqual([false]);
    const round = regrade(graded, point, one.protocol.severities);
    expect(round).toMatchObject({ severity: "minor" });
  });

  test("moving stays inside of the places", () => {
    const up = changeDraft(opened, { do: "move", by: -1, points });
    const down = changeDraft(opened, { do: "move", by: 1, points });
    expect([up.at, down.at]).toEqual([0, 0]);
  });
});
