import { beforeEach, expect, test, vi } from "vitest";
import { giveType, markHere } from "./mark-commands";
import { beginRound, clock, settled } from "./testing/workspace-rig";
import { saveMarks, sayClean } from "./verdict-commands";

beforeEach(() => {
  clock.now = 1_000;
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
});

test("a case that was passed over with marks comes again with them, and its clock goes on", async () => {
  const { workspace, at, decide, kept } = beginRound(2);
  await workspace.start(null);
  await settled();
  workspace.read().desk?.perform(markHere);
  workspace.forward();
  decide(sayClean);
  await settled();
  expect(at()).toBe("case-0");
  const desk = workspace.read().desk;
  expect(desk?.read().log.draft.marks).toHaveLength(1);
  desk?.perform(giveType(0));
  expect(desk?.read().log.draft.marks).toMatchObject([{ type: "fabricated" }]);
  const own = kept.filter(({ assignmentId }) => assignmentId === "case-0");
  expect(own.map(({ clock: at }) => at)).toEqual([1, 2]);
});

test("a case that was passed over and then decided by the way back comes no more", async () => {
  const { workspace, at, decide } = beginRound(3);
  await workspace.start(null);
  await settled();
  workspace.forward();
  workspace.back();
  expect(at()).toBe("case-0");
  workspace.read().desk?.perform(markHere);
  expect(decide(saveMarks)).toBe(true);
  expect(at()).toBe("case-1");
  decide(sayClean);
  expect(at()).toBe("case-2");
  decide(sayClean);
  await settled();
  expect(workspace.read().finished).toBe(true);
});

test("after a case that came again the next one follows, not those that are decided", async () => {
  const { workspace, at, decide } = beginRound(3);
  await workspace.start(null);
  await settled();
  workspace.forward();
  decide(sayClean);
  decide(sayClean);
  await settled();
  expect(at()).toBe("case-0");
  expect(workspace.back()).toBe(true);
  expect(at()).toBe("case-2");
  workspace.forward();
  expect(at()).toBe("case-0");
  decide(sayClean);
  await settled();
  expect(workspace.read().finished).toBe(true);
});

test("a case opened out of its turn leads back to the one that was left", async () => {
  const { workspace, at, decide } = beginRound(4);
  await workspace.start(null);
  await settled();
  await workspace.open("case-3");
  expect(at()).toBe("case-3");
  decide(sayClean);
  expect(at()).toBe("case-0");
});

test("a verdict that the server refused does not keep its case away", async () => {
  const { workspace, server, keeper, at, decide } = beginRound(2);
  await workspace.start(null);
  await settled();
  server.refuses = true;
  decide(sayClean);
  await keeper.deliver();
  expect(keeper.read().refused).toHaveLength(1);
  workspace.back();
  workspace.forward();
  server.refuses = false;
  decide(sayClean);
  await settled();
  expect(at()).toBe("case-0");
});

test("what the reader lets go of is gone from the case, too", async () => {
  const { workspace, server, keeper } = beginRound(1);
  await workspace.start(null);
  await settled();
  server.refuses = true;
  workspace.read().desk?.perform(markHere);
  await keeper.deliver();
  await workspace.letGo();
  expect(workspace.read().desk?.read().log).toMatchObject({ changes: [], draft: { marks: [] } });
  expect(keeper.read()).toMatchObject({ unsent: 0, refused: [] });
});

test("two presses while the next case is on its way lead one case on, and whoever left is not fetched back", async () => {
  const { workspace, at, decide } = beginRound(2);
  await workspace.start(null);
  workspace.shelf.leaveOut("case-1");
  decide(sayClean);
  workspace.forward();
  workspace.shelf.putBack("case-1");
  await settled();
  expect(at()).toBe("case-1");
  expect(workspace.back()).toBe(true);
  expect(at()).toBe("case-0");
});

test("where the next case does not come it is said, and asked for once more", async () => {
  const { workspace, server, at, decide } = beginRound(1);
  await workspace.start(null);
  await settled();
  server.unreachable = true;
  workspace.shelf.askAgain();
  decide(sayClean);
  expect(workspace.read().said.words).toContain("on its way");
  await settled();
  expect(at()).toBe("case-0");
  expect(workspace.read().failed).toBeInstanceOf(TypeError);
  server.unreachable = false;
  workspace.resume();
  await settled();
  expect(workspace.read()).toMatchObject({ finished: true, failed: null });
});

test("what was settled stays awaited until a moment after it came", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { workspace, decide } = beginRound(2, [], { practice: true });
  await workspace.start(null);
  workspace.read().desk?.patch({ endSeen: true });
  clock.now += 1_000;
  expect(workspace.decide(sayClean)).toBe(true);
  expect(workspace.read().awaited).toBe("case-0");
  await expect(workspace.askFeedback("case-0")).rejects.toThrow();
  expect(workspace.read().awaited).toBe("case-0");
  vi.advanceTimersByTime(500);
  expect(workspace.read().awaited).toBeNull();
  vi.useRealTimers();
  expect(decide(sayClean)).toBe(true);
});
