"use client";

import type { Mark, Verdict } from "@/domain/assessments/mark";
import type { PracticeFeedbackAnswer } from "@/domain/assessments/review-answer";
import type { CaseDesk } from "./case-desk";
import { describeMark } from "./mark-words";

type FeedbackMarksProps = { desk: CaseDesk; answer: PracticeFeedbackAnswer };

const SETTLED: Readonly<Record<Verdict, string>> = {
  clean: "this note holds no error",
  marked: "this note holds an error",
  first: "note A is better",
  second: "note B is better",
  tie: "the two notes are equal",
  "cannot-judge": "it cannot be judged",
};

/** Found, missed, too much, and what was called otherwise, each with its words; of a bare verdict what was settled. */
export function FeedbackMarks({ desk, answer }: FeedbackMarksProps) {
  const { review, protocol } = desk;
  const { settled, found, missed, extra, named } = answer;
  const marking = protocol.mode === "marks";
  const own = desk.read().log.draft.marks;
  const quote = ({ kind, span }: Mark) =>
    (kind === "error" ? review.note.text : review.source.text).slice(span.start, span.end);
  const called = new Map(named.map((each) => [each.settledId, each]));
  const lines = [
    ...settled.marks.map((mark) => {
      const other = called.get(mark.id);
      const differs = other
        ? ` You named another ${[!other.type && "type", !other.severity && "severity"].filter(Boolean).join(" and ")}.`
        : "";
      const told = found.includes(mark.id) ? "✓ Found" : missed.includes(mark.id) ? "✕ Missed" : "Settled";
      const word = marking ? told : "Wrong in it";
      return { mark, word, more: `${describeMark(mark, protocol, review)}${differs} ${mark.comment}` };
    }),
    ...own.filter(({ id }) => extra.includes(id)).map((mark) => ({ mark, word: "Not settled as an error", more: "" })),
  ];
  const bare = marking && lines.length > 0 ? null : <p>Settled: {SETTLED[settled.verdict]}.</p>;
  if (lines.length === 0) return bare;
  return (
    <>
      {bare}
      <ul className="grid gap-1.5">
        {lines.map(({ mark, word, more }) => (
          <li key={mark.id} dir="auto">
            <b>{word}: </b>“{quote(mark)}” <span className="text-muted">{more}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
