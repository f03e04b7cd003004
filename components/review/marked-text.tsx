import type { Mark, Span } from "@/domain/assessments/mark";
import type { ReviewHint, Round } from "@/domain/assessments/review-answer";
import { classNames } from "../ui/class-names";
import { cutSegments, touches } from "./mark-places";
import { markTone } from "./mark-words";

type MarkedTextProps = {
  text: string;
  within: Span;
  marks: readonly Mark[];
  hints: readonly ReviewHint[];
  range: Span | null;
  selected: string | null;
  protocol: Pick<Round["protocol"], "taxonomy">;
};

const asMark = (span: Span, id: string): Mark => ({
  id,
  kind: "error",
  span,
  type: null,
  severity: null,
  evidence: null,
  comment: "",
});

/** A piece of the note with what lies over it: marks in their colours, the selection, hints as a dotted line. */
export function MarkedText({ text, within, marks, hints, range, selected, protocol }: MarkedTextProps) {
  const cuts = [...marks, ...hints.map((hint) => asMark(hint, "")), ...(range ? [asMark(range, "")] : [])];
  return cutSegments(within, cuts).map((segment) => {
    const over = marks.filter(({ span }) => touches(span, segment));
    const top = over.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
    const chosen = range !== null && touches(range, segment);
    const below = top[1];
    return (
      <span
        key={segment.start}
        data-start={segment.start}
        data-marks={over.map(({ id }) => id).join(" ") || undefined}
        style={{
          backgroundColor: top[0] ? markTone(top[0], protocol) : undefined,
          boxShadow: below ? `inset 0 -4px ${markTone(below, protocol)}` : undefined,
        }}
        className={classNames(
          over.length > 0 && "rounded-[3px] py-0.5",
          over.some(({ id }) => id === selected) && "underline decoration-ink decoration-2 underline-offset-4",
          chosen && "bg-accent-soft outline-2 outline-accent",
          hints.some((hint) => touches(hint, segment)) && "border-b-2 border-dotted border-undecided",
        )}
      >
        {text.slice(segment.start, segment.end)}
      </span>
    );
  });
}
