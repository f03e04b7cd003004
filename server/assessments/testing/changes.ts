import { digestOf, NOTE } from "@/db/testing/review-round";
import type { AssessmentChange, ChangeBody } from "@/domain/assessments/assessment-change";
import type { Mark, Verdict } from "@/domain/assessments/mark";
import { newId } from "@/domain/identifiers";

export function makeMark(more: Partial<Mark> = {}): Mark {
  return {
    id: newId(),
    kind: "error",
    span: { start: 6, end: 13 },
    type: "fabricated",
    severity: "minor",
    evidence: "none",
    comment: "",
    ...more,
  };
}

/** Changes of one turn, in the order of their making. */
export function createChanges(assignmentId: string, note = NOTE) {
  let clock = 0;
  const change = (body: ChangeBody, more: Partial<AssessmentChange> = {}): AssessmentChange => ({
    id: newId(),
    assignmentId,
    clock: ++clock,
    madeAt: "2026-11-22T10:00:00.000Z",
    seconds: 2,
    noteDigest: digestOf(note),
    hintsShown: false,
    body,
    ...more,
  });
  return {
    change,
    mark: (more: Partial<Mark> = {}) => change({ kind: "mark", mark: makeMark(more) }),
    verdict: (verdict: Verdict | null, reason: string | null = null) =>
      change({ kind: "verdict", verdict, reason, strength: null }),
    choice: (verdict: "first" | "second") => change({ kind: "verdict", verdict, reason: null, strength: "clearly" }),
  };
}
