"use client";

import type { Mark } from "@/domain/assessments/mark";
import type { PracticeFeedbackAnswer } from "@/domain/assessments/review-answer";
import type { CaseDesk } from "./case-desk";
import { describeMark } from "./mark-words";

type FeedbackMarksProps = { desk: CaseDesk; answer: PracticeFeedbackAnswer };

/** Found, missed, too much, and what was called otherwise, each with its words. */
export function FeedbackMarks({ desk, answer }: FeedbackMarksProps) {
  const { review, protocol } = desk;
  const { settled, found, missed, extra, named } = answer;
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
      const word = found.includes(mark.id) ? "✓ Found" : missed.includes(mark.id) ? "✕ Missed" : "Settled";
      return { mark, word, more: `${describeMark(mark, protocol, review)}${differs}` };
    }),
    ...own.filter(({ id }) => extra.includes(id)).map((mark) => ({ mark, word: "Not settled as an error", more: "" })),
  ];
  if (lines.length === 0) return <p>Settled: this note holds no error.</p>;
  return (
    <ul className="grid gap-1.5">
      {lines.map(({ mark, word, more }) => (
        <li key={mark.id} dir="auto">
          <b>{word}: </b>“{quote(mark)}” <span className="text-muted">{more}</span>
        </li>
      ))}
    </ul>
  );
}
