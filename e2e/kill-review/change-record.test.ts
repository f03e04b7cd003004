import { expect, test } from "vitest";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { ChangeRecord } from "./change-record";

const change = (number: number): AssessmentChange => ({
  ...{ id: `change-${number}`, assignmentId: "case-one", clock: number, madeAt: "2026-01-01T00:00:00Z" },
  ...{ seconds: 1, noteDigest: "a".repeat(64), hintsShown: false, body: { kind: "unsure", unsure: true } },
});

test("the newest change says in which phase of its life something was killed", () => {
  const record = new ChangeRecord();
  const ids = [change(1).id];
  expect(record.phase()).toBeNull();
  record.make("page", [change(1)]);
  expect(record.phase()).toBe("before the tick");
  record.tick("page");
  expect(record.phase()).toBe("ticked, unsent");
  record.send(ids);
  expect(record.phase()).toBe("in flight");
  record.endSending(ids);
  expect(record.phase()).toBe("ticked, unsent");
  record.acknowledge(ids);
  expect(record.phase()).toBe("acknowledged");
  record.make("page", [change(2)]);
  expect(record.phase()).toBe("before the tick");
});

test("a tick stands for what its own page made before it, and for nothing else", () => {
  const record = new ChangeRecord();
  record.make("one", [change(1)]);
  record.make("other", [change(2)]);
  record.tick("one");
  record.make("one", [change(3)]);
  expect(record.list().map(({ ticked }) => ticked)).toEqual([true, false, false]);
  expect(record.list().map(({ group }) => group)).toEqual([1, 2, 3]);
});
