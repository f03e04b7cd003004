import { beforeEach, expect, test, vi } from "vitest";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { NextCases } from "@/domain/assessments/review-answer";
import { markHere } from "./mark-commands";
import { ChangeKeeper } from "./store/change-keeper";
import { makeCase, makeProtocol } from "./testing/review-case";
import { saveMarks, sayClean } from "./verdict-commands";
import { Workspace } from "./workspace";

let clock = 0;
beforeEach(() => {
  clock = 1_000;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
});

function begin(total: number, unsent: AssessmentChange[] = []) {
  const kept: AssessmentChange[] = [];
  const decided = new Set<string>();
  const keeper = new ChangeKeeper("notes", {
    store: { add: async () => {}, readAll: async () => [], remove: async () => {}, refuse: async () => {} },
    save: async (changes) => {
      for (const { assignmentId, body } of changes) if (body.kind === "verdict") decided.add(assignmentId);
      return { acknowledged: changes.map(({ id }) => id), refused: [] };
    },
    tell: ({ changes, kind }) => kind === "made" && kept.push(...changes),
    later: () => () => {},
  });
  const all = Array.from({ length: total }, (_, index) => makeCase({ assignmentId: `case-${index}` }));
  const open = () => all.filter(({ assignmentId }) => !decided.has(assignmentId));
  const round = {
    ...{ campaign: "round", title: "Letters", state: "open" as const, mode: "marks" as const, done: 0, total },
    practice: { needed: false, passed: true, done: 0, total: 0, passMark: null, score: null },
    protocol: makeProtocol({ required: [] }),
    leaseMinutes: null,
  };
  const workspace = new Workspace(
    round,
    keeper,
    {
      round: async () => round,
      next: async (count, after): Promise<NextCases> => {
        const from = after ? all.findIndex(({ assignmentId }) => assignmentId === after) + 1 : 0;
        const cases = all
          .slice(from)
          .filter((each) => open().includes(each))
          .slice(0, count);
        return { cases, none: cases.length > 0 ? null : "done" };
      },
      one: async (assignment) => {
        const found = all.find(({ assignmentId }) => assignmentId === assignment);
        if (!found) throw new Error("There is no such case that is yours to read.");
        return found;
      },
      save: async () => "unreachable",
      localKey: async () => "",
      time: async () => {},
      earlier: async () => [],
      practiseAgain: async () => decided.clear(),
      feedback: async () => {
        throw new Error("No practice here.");
      },
    },
    unsent,
  );
  const at = () => workspace.read().desk?.review.assignmentId ?? null;
  const decide = (command: Parameters<Workspace["decide"]>[0]) => {
    clock += 1_000;
    workspace.read().desk?.patch({ endSeen: true });
    const done = workspace.decide(command);
    if (done) workspace.forward();
    return done;
  };
  return { workspace, kept, at, decide };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("from verdict to verdict through the round, and then it is through", async () => {
  const { workspace, at, decide, kept } = begin(3);
  await workspace.start(null);
  await settled();
  for (const expected of ["case-0", "case-1", "case-2"]) {
    expect(at()).toBe(expected);
    expect(decide(sayClean)).toBe(true);
    await settled();
  }
  expect(workspace.read()).toMatchObject({ desk: null, finished: true, decided: 3 });
  expect(kept.map(({ assignmentId }) => assignmentId)).toEqual(["case-0", "case-1", "case-2"]);
});

test("the next case is on the table in the same tick as the verdict", async () => {
  const { workspace, at, decide } = begin(3);
  await workspace.start(null);
  await settled();
  decide(sayClean);
  expect(at()).toBe("case-1");
});

test("a second press meant for the case before does nothing to the next", async () => {
  const { workspace, at } = begin(3);
  await workspace.start(null);
  await settled();
  clock += 1_000;
  workspace.read().desk?.patch({ endSeen: true });
  if (workspace.decide(sayClean)) workspace.forward();
  workspace.read().desk?.patch({ endSeen: true });
  clock += 40;
  expect(workspace.decide(sayClean)).toBe(false);
  expect(at()).toBe("case-1");
});

test("an earlier case is as it was left, and going on leads back to where one was", async () => {
  const { workspace, at, decide } = begin(4);
  await workspace.start(null);
  await settled();
  workspace.read().desk?.perform(markHere);
  decide(saveMarks);
  expect(workspace.back()).toBe(true);
  expect(at()).toBe("case-0");
  expect(workspace.read().desk?.read().log.draft).toMatchObject({ verdict: "marked", marks: [{}] });
  workspace.forward();
  expect(at()).toBe("case-1");
  workspace.back();
  expect(workspace.back()).toBe(false);
});

test("a case that was passed over comes again at the end", async () => {
  const { workspace, at, decide } = begin(2);
  await workspace.start(null);
  await settled();
  workspace.forward();
  expect(at()).toBe("case-1");
  decide(sayClean);
  await settled();
  expect(at()).toBe("case-0");
});

test("a case by its address, with what was not sent of it, and one that is not there", async () => {
  const unsent: AssessmentChange = {
    ...{ id: "unsent-0001", assignmentId: "case-1", clock: 1, madeAt: "2026-03-01T09:00:00.000Z", seconds: 1 },
    ...{ noteDigest: "a".repeat(64), hintsShown: false, body: { kind: "comment", comment: "kept" } },
  };
  const { workspace, at } = begin(3, [unsent]);
  await workspace.start("case-1");
  expect(at()).toBe("case-1");
  expect(workspace.read().desk?.read().log.draft.comment).toBe("kept");
  await workspace.open("case-of-nobody");
  expect(workspace.read().failed).toBeInstanceOf(Error);
  expect(at()).toBe("case-1");
});

test("what another tab does to a case shows here", async () => {
  const { workspace } = begin(2);
  await workspace.start(null);
  workspace.receive([
    {
      ...{ id: "foreign-001", assignmentId: "case-0", clock: 1, madeAt: "2026-03-01T09:00:00.000Z", seconds: 1 },
      ...{ noteDigest: "a".repeat(64), hintsShown: false, body: { kind: "unsure", unsure: true } },
    },
  ]);
  expect(workspace.read().desk?.read().log.draft.unsure).toBe(true);
});

test("a case that another tab decided meanwhile does not come here any more", async () => {
  const { workspace, at, decide } = begin(4);
  await workspace.start(null);
  await settled();
  workspace.receive([
    {
      ...{ id: "foreign-002", assignmentId: "case-1", clock: 1, madeAt: "2026-03-01T09:00:00.000Z", seconds: 1 },
      ...{ noteDigest: "a".repeat(64), hintsShown: false },
      body: { kind: "verdict", verdict: "clean", reason: null, strength: null },
    },
  ]);
  decide(sayClean);
  expect(at()).toBe("case-2");
});
