"use client";

import { memo } from "react";
import type { Mark, Span } from "@/domain/assessments/mark";
import type { ReviewCase, ReviewHint, Round } from "@/domain/assessments/review-answer";
import { DiffedText } from "../evaluation/diffed-text";
import { classNames } from "../ui/class-names";
import { MarkChip } from "./mark-chip";
import { describeMark } from "./mark-words";
import { MarkedText } from "./marked-text";
import { sameProps } from "./same-props";

type NoteSentenceProps = {
  id: string;
  /** Not to be chosen from now, because one of them is being written anew. */
  listed: boolean;
  index: number;
  review: ReviewCase;
  protocol: Round["protocol"];
  sentence: Span;
  marks: readonly Mark[];
  hints: readonly ReviewHint[];
  range: Span | null;
  /** At the cursor. */
  current: boolean;
  selected: string | null;
  /** As it was written anew; undefined where it stands. */
  corrected: string | undefined;
  /** A paragraph begins with it. */
  apart: boolean;
  heading: boolean;
};

function NoteSentenceRow(props: NoteSentenceProps) {
  const { id, listed, index, review, protocol, sentence, marks, current, selected, corrected, apart } = props;
  const { text } = review.note;
  const own = text.slice(sentence.start, sentence.end);
  const said = marks.map((mark) => describeMark(mark, protocol, review)).join(" ");
  const label = [own, said, corrected === undefined ? "" : `Corrected: ${corrected}`].filter(Boolean).join(" ");
  const place = {
    "aria-label": label,
    "aria-posinset": index + 1,
    "aria-setsize": review.note.sentences.length,
  };
  const role = listed
    ? { role: "listitem", ...place }
    : { role: "option", "aria-selected": marks.length > 0, ...place };
  return (
    <div
      id={id}
      {...role}
      tabIndex={-1}
      data-sentence={index}
      dir="auto"
      className={classNames(
        "max-w-[72ch] scroll-my-16 whitespace-pre-wrap rounded-sm border-s-[3px] px-2.5 py-1",
        current ? "border-accent bg-raised" : "border-transparent",
        apart && "mt-3",
        props.heading && "font-semibold",
      )}
    >
      <MarkedText
        text={text}
        within={sentence}
        marks={marks}
        hints={props.hints}
        range={props.range}
        selected={selected}
        protocol={protocol}
      />
      {marks.map((mark) => (
        <MarkChip key={mark.id} mark={mark} protocol={protocol} review={review} selected={mark.id === selected} />
      ))}
      {corrected === undefined ? null : (
        <div className="mt-1 select-none rounded-md border border-line bg-surface px-3 py-1.5 text-[0.94em]">
          <span className="text-xs text-muted">Correction of sentence {index + 1}</span>
          <DiffedText reference={own} text={corrected} />
        </div>
      )}
    </div>
  );
}

/** One sentence of the note with its marks; drawn again only when something of it changed. */
export const NoteSentence = memo(NoteSentenceRow, sameProps);
