import type { Mark } from "../../assessments/mark";
import { type Answer, answerOf, type CaseFacts } from "../case-facts";

export function mark(more: Partial<Mark> = {}): Mark {
  const plain = {
    id: "a mark of it",
    kind: "error" as const,
    span: { start: 0, end: 10 },
    evidence: null,
    comment: "",
  };
  return { ...plain, type: "fabricated", severity: "minor", ...more };
}

export const said = (...marks: Mark[]): Answer => answerOf({ verdict: marks.length > 0 ? "marked" : "clean", marks });

/** A yes of which nothing else is known. */
export const YES: Answer = answerOf({ verdict: "marked", marks: [] });

/** A note of the sample that was read by as many as answered, one hour after another. */
export function factsOf(answers: readonly Answer[], more: Partial<CaseFacts> = {}): CaseFacts {
  const readings = answers.map((answer, turn) => ({
    ...{ assessmentId: `a${turn}`, reviewerId: `r${turn}`, answer, late: false },
    at: new Date(Date.UTC(2026, 0, 1, turn)),
  }));
  return {
    ...{ id: "c", kind: "sample", group: more.id ?? "g", item: "i", section: null, arm: null, weight: 1, sentences: 3 },
    ...{ places: [], planned: readings.length, readings, settled: null },
    ...more,
  };
}

export const manyFacts = (count: number, make: (place: number) => CaseFacts): CaseFacts[] =>
  Array.from({ length: count }, (_, place) => ({ ...make(place), id: `c${place}`, group: `g${place}` }));
