import { expect, test } from "vitest";
import type { ChangeBody } from "@/domain/assessments/assessment-change";
import { foldAssessment } from "@/domain/assessments/fold-assessment";
import type { Mark } from "@/domain/assessments/mark";
import { type CaseLog, openLog, receive, record, redo, type Stamp, undo } from "./case-log";

let made = 0;
const stamp: Stamp = () => {
  made += 1;
  return {
    id: `change-${String(made).padStart(5, "0")}`,
    assignmentId: "case",
    madeAt: "2026-03-01T09:00:00.000Z",
    seconds: 1,
    noteDigest: "a".repeat(64),
    hintsShown: false,
  };
};
const mark = (id: string, type: string | null = null): Mark => ({
  id: `mark-${id}000`,
  kind: "error",
  span: { start: 0, end: 5 },
  type,
  severity: null,
  evidence: null,
  comment: "",
});
const put = (...marks: Mark[]): ChangeBody[] => marks.map((each) => ({ kind: "mark", mark: each }));
const after = (log: CaseLog, ...bodies: ChangeBody[][]): CaseLog =>
  bodies.reduce((now, each) => record(now, each, stamp).log, log);

test("every change counts one more than the highest clock that is known", () => {
  const first = record(openLog([]), put(mark("a"), mark("b")), stamp);
  expect(first.made.map(({ clock }) => clock)).toEqual([1, 2]);
  const foreign = { ...stamp(), clock: 40, body: { kind: "unsure" as const, unsure: true } };
  expect(record(receive(first.log, [foreign]), put(mark("c")), stamp).made[0]?.clock).toBe(41);
});

test("undo goes back step by step to the beginning, redo on to the end, each by further changes", () => {
  const bodies: ChangeBody[][] = [
    put(mark("a")),
    put(mark("a", "fabricated")),
    [{ kind: "unsure", unsure: true }],
    [{ kind: "comment", comment: "see turn 2" }],
    [{ kind: "correct", corrected: "Otherwise." }],
    [{ kind: "unmark", markId: mark("a").id }],
    [{ kind: "verdict", verdict: "clean", reason: null, strength: null }],
  ];
  const drafts: unknown[] = [];
  let log = openLog([]);
  for (const each of bodies) {
    drafts.push({ ...log.draft, seconds: 0 });
    log = record(log, each, stamp).log;
  }
  const end = { ...log.draft, seconds: 0 };
  for (const before of drafts.toReversed()) {
    log = undo(log, stamp).log;
    expect({ ...log.draft, seconds: 0 }).toEqual(before);
  }
  expect(undo(log, stamp).made).toEqual([]);
  for (const _ of bodies) log = redo(log, stamp).log;
  expect({ ...log.draft, seconds: 0 }).toEqual(end);
  expect(redo(log, stamp).made).toEqual([]);
  expect(log.changes).toHaveLength(3 * bodies.length);
  expect(foldAssessment(log.changes.toReversed())).toEqual(log.draft);
});

test("something new after an undo leaves nothing to do again", () => {
  const log = undo(after(openLog([]), put(mark("a"))), stamp).log;
  expect(log.future).toHaveLength(1);
  expect(after(log, put(mark("b"))).future).toEqual([]);
});

test("one step of several changes is undone at once", () => {
  const log = after(openLog([]), [...put(mark("a"), mark("b")), { kind: "unsure", unsure: true }]);
  const back = undo(log, stamp);
  expect(back.made).toHaveLength(3);
  expect(back.log.draft).toMatchObject({ marks: [], unsure: false });
});

test("a case that is opened again can be undone to its beginning", () => {
  const before = after(openLog([]), put(mark("a")), put(mark("a", "fabricated")));
  let log = openLog(before.changes.toReversed());
  log = undo(log, stamp).log;
  expect(log.draft.marks).toEqual([mark("a")]);
  expect(undo(log, stamp).log.draft.marks).toEqual([]);
});

test("what another tab did counts once, in the order of clocks, and is not this tab's to undo", () => {
  const own = after(openLog([]), put(mark("a")));
  const foreign = { ...stamp(), clock: 2, body: put(mark("b"))[0] ?? { kind: "unsure" as const, unsure: true } };
  const both = receive(receive(own, [foreign]), [foreign, ...own.changes]);
  expect(both.draft.marks.map(({ id }) => id).toSorted()).toEqual(["mark-a000", "mark-b000"]);
  expect(undo(both, stamp).log.draft.marks.map(({ id }) => id)).toEqual(["mark-b000"]);
});
