import { beforeEach, expect, test, vi } from "vitest";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { markHere } from "./mark-commands";
import { beginRound, clock, settled } from "./testing/workspace-rig";
import { saveMarks, sayClean, setUnsure } from "./verdict-commands";

beforeEach(() => {
  clock.now = 1_000;
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
});

test("from verdict to verdict through the round, and then it is through", async () => {
  const { workspace, at, decide, kept } = beginRound(3);
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

test("what was said of one case is not said of the next", async () => {
  const { workspace, at, decide } = beginRound(2);
  await workspace.start(null);
  await settled();
  workspace.read().desk?.perform(setUnsure);
  expect(workspace.read().said.words).toBe("Marked as unsure.");
  decide(sayClean);
  expect(at()).toBe("case-1");
  expect(workspace.read().said.words).toBe("");
});

test("the next case is on the table in the same tick as the verdict", async () => {
  const { workspace, at, decide } = beginRound(3);
  await workspace.start(null);
  await settled();
  decide(sayClean);
  expect(at()).toBe("case-1");
});

test("a second press meant for the case before does nothing to the next", async () => {
  const { workspace, at } = beginRound(3);
  await workspace.start(null);
  await settled();
  clock.now += 1_000;
  workspace.read().desk?.patch({ endSeen: true });
  if (workspace.decide(sayClean)) workspace.forward();
  workspace.read().desk?.patch({ endSeen: true });
  clock.now += 40;
  expect(workspace.decide(sayClean)).toBe(false);
  expect(at()).toBe("case-1");
});

test("an earlier case is as it was left, and going on leads back to where one was", async () => {
  const { workspace, at, decide } = beginRound(4);
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
  const { workspace, at, decide } = beginRound(2);
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
  const { workspace, at } = beginRound(3, [unsent]);
  await workspace.start("case-1");
  expect(at()).toBe("case-1");
  expect(workspace.read().desk?.read().log.draft.comment).toBe("kept");
  await workspace.open("case-of-nobody");
  expect(workspace.read().failed).toBeInstanceOf(Error);
  expect(at()).toBe("case-1");
});

test("what another tab does to a case shows here", async () => {
  const { workspace } = beginRound(2);
  await workspace.start(null);
  workspace.table.receive([
    {
      ...{ id: "foreign-001", assignmentId: "case-0", clock: 1, madeAt: "2026-03-01T09:00:00.000Z", seconds: 1 },
      ...{ noteDigest: "a".repeat(64), hintsShown: false, body: { kind: "unsure", unsure: true } },
    },
  ]);
  expect(workspace.read().desk?.read().log.draft.unsure).toBe(true);
});

test("a case that another tab decided meanwhile does not come here any more", async () => {
  const { workspace, at, decide } = beginRound(4);
  await workspace.start(null);
  await settled();
  workspace.table.receive([
    {
      ...{ id: "foreign-002", assignmentId: "case-1", clock: 1, madeAt: "2026-03-01T09:00:00.000Z", seconds: 1 },
      ...{ noteDigest: "a".repeat(64), hintsShown: false },
      body: { kind: "verdict", verdict: "clean", reason: null, strength: null },
    },
  ]);
  decide(sayClean);
  expect(at()).toBe("case-2");
});
