import type { AssessmentChange, ChangeBody } from "./assessment-change";
import type { Assessment, Mark } from "./mark";

/** An assessment on its way: without a verdict it is a draft. */
export type Draft = Omit<Assessment, "verdict"> & { verdict: Assessment["verdict"] | null; seconds: number };

export const EMPTY_DRAFT: Draft = {
  verdict: null,
  marks: [],
  corrected: null,
  unsure: false,
  comment: "",
  reason: null,
  strength: null,
  seconds: 0,
};

type Ordered = Pick<AssessmentChange, "clock" | "id" | "seconds" | "body">;

export function compareChanges(one: Ordered, other: Ordered): number {
  return one.clock - other.clock || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

function apply(draft: Draft, body: ChangeBody): Draft {
  switch (body.kind) {
    case "mark":
      return { ...draft, marks: [...without(draft.marks, body.mark.id), body.mark] };
    case "unmark":
      return { ...draft, marks: without(draft.marks, body.markId) };
    case "correct":
      return { ...draft, corrected: body.corrected };
    case "unsure":
      return { ...draft, unsure: body.unsure };
    case "comment":
      return { ...draft, comment: body.comment };
    case "verdict":
      return { ...draft, verdict: body.verdict, reason: body.reason, strength: body.strength };
  }
}

const without = (marks: readonly Mark[], id: string) => marks.filter((mark) => mark.id !== id);

/** The same from any order of arrival and any number of deliveries. Marks stand in the order of their places. */
export function foldAssessment(changes: readonly Ordered[]): Draft {
  const once = [...new Map(changes.map((change) => [change.id, change])).values()].sort(compareChanges);
  const folded = once.reduce((draft, change) => apply(draft, change.body), EMPTY_DRAFT);
  return {
    ...folded,
    marks: [...folded.marks].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    seconds: once.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
