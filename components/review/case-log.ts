import type { AssessmentChange, ChangeBody } from "@/domain/assessments/assessment-change";
import { compareChanges, type Draft, foldAssessment } from "@/domain/assessments/fold-assessment";

/** One thing that the reader did, and what takes it back; either may be several changes. */
export type Step = { forward: readonly ChangeBody[]; back: readonly ChangeBody[] };

export type CaseLog = {
  changes: readonly AssessmentChange[];
  draft: Draft;
  past: readonly Step[];
  future: readonly Step[];
};

/** All of a change but what it changes and its place among the others. */
export type Stamp = () => Omit<AssessmentChange, "body" | "clock">;

type Recorded = { log: CaseLog; made: AssessmentChange[] };

/** What leads back from `body` to the draft as it was. */
export function invert(draft: Draft, body: ChangeBody): ChangeBody {
  switch (body.kind) {
    case "mark":
    case "unmark": {
      const id = body.kind === "mark" ? body.mark.id : body.markId;
      const before = draft.marks.find((mark) => mark.id === id);
      return before ? { kind: "mark", mark: before } : { kind: "unmark", markId: id };
    }
    case "correct":
      return { kind: "correct", corrected: draft.corrected };
    case "unsure":
      return { kind: "unsure", unsure: draft.unsure };
    case "comment":
      return { kind: "comment", comment: draft.comment };
    case "verdict":
      return { kind: "verdict", verdict: draft.verdict, reason: draft.reason, strength: draft.strength };
  }
}

/** Changes of before can be undone too, one at a time, newest first. */
export function openLog(changes: readonly AssessmentChange[]): CaseLog {
  const ordered = [...new Map(changes.map((change) => [change.id, change])).values()].sort(compareChanges);
  const past = ordered.map(({ body }, index) => ({
    forward: [body],
    back: [invert(foldAssessment(ordered.slice(0, index)), body)],
  }));
  return { changes: ordered, draft: foldAssessment(ordered), past, future: [] };
}

function append(log: CaseLog, bodies: readonly ChangeBody[], stamp: Stamp): Recorded & { step: Step } {
  let clock = log.changes.reduce((highest, change) => Math.max(highest, change.clock), 0);
  let draft = log.draft;
  const changes = [...log.changes];
  const back: ChangeBody[] = [];
  const made = bodies.map((body) => {
    back.unshift(invert(draft, body));
    clock += 1;
    const change = { ...stamp(), clock, body };
    changes.push(change);
    draft = foldAssessment(changes);
    return change;
  });
  return { log: { ...log, changes, draft }, made, step: { forward: bodies, back } };
}

export function record(log: CaseLog, bodies: readonly ChangeBody[], stamp: Stamp): Recorded {
  const { log: next, made, step } = append(log, bodies, stamp);
  return { log: { ...next, past: [...log.past, step], future: [] }, made };
}

export function undo(log: CaseLog, stamp: Stamp): Recorded {
  const step = log.past.at(-1);
  if (!step) return { log, made: [] };
  const { log: next, made } = append(log, step.back, stamp);
  return { log: { ...next, past: log.past.slice(0, -1), future: [...log.future, step] }, made };
}

export function redo(log: CaseLog, stamp: Stamp): Recorded {
  const step = log.future.at(-1);
  if (!step) return { log, made: [] };
  const { log: next, made } = append(log, step.forward, stamp);
  return { log: { ...next, past: [...log.past, step], future: log.future.slice(0, -1) }, made };
}

/** What another tab did, or the server knew: it counts, but is not this tab's to undo. */
export function receive(log: CaseLog, changes: readonly AssessmentChange[]): CaseLog {
  const known = new Set(log.changes.map(({ id }) => id));
  const unknown = changes.filter(({ id }) => !known.has(id));
  if (unknown.length === 0) return log;
  const all = [...log.changes, ...unknown].sort(compareChanges);
  return { ...log, changes: all, draft: foldAssessment(all) };
}

/** As if they had never been made; what is left is undone one at a time, as after a reload. */
export const drop = (log: CaseLog, ids: ReadonlySet<string>): CaseLog =>
  openLog(log.changes.filter(({ id }) => !ids.has(id)));
