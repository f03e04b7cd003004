"use client";

import { memo } from "react";
import type { Span } from "@/domain/assessments/mark";
import type { ReviewCase } from "@/domain/assessments/review-answer";
import { classNames } from "../ui/class-names";
import { sameSpan, touches } from "./mark-places";
import { sameProps } from "./same-props";

type SourceTurnProps = {
  index: number;
  count: number;
  source: ReviewCase["source"];
  turn: ReviewCase["source"]["turns"][number];
  /** Evidence of the mark at the cursor. */
  linked: boolean;
  /** Marked as missing from the note. */
  omitted: boolean;
  current: boolean;
  evidence: readonly Span[];
  range: Span | null;
  found: readonly Span[];
  /** The place that was looked for and is shown now. */
  hit: Span | null;
};

function cut(turn: Span, spans: readonly Span[]): Span[] {
  const clamp = (offset: number) => Math.min(Math.max(offset, turn.start), turn.end);
  const edges = [turn.start, ...spans.flatMap(({ start, end }) => [clamp(start), clamp(end)]), turn.end];
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => ({ start, end: sorted[index + 1] ?? turn.end }));
}

function SourceTurnRow(props: SourceTurnProps) {
  const { index, count, source, turn, linked, omitted, current, evidence, range, found, hit } = props;
  const words = source.text.slice(turn.start, turn.end);
  const state = [linked && "linked as evidence", omitted && "missing from the note"].filter(Boolean).join(", ");
  const part = evidence.filter((span) => span.start > turn.start || span.end < turn.end);
  return (
    <div
      id={`turn-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={linked}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={[`${index + 1}. ${turn.speaker ?? ""}`, words, state].filter(Boolean).join(" ")}
      data-turn={index}
      className={classNames(
        "grid grid-cols-[minmax(1.8em,auto)_1fr] gap-x-2 rounded-md border px-2 py-1",
        turn.speaker && "sm:grid-cols-[minmax(1.8em,auto)_5.2em_1fr]",
        current ? "border-accent" : "border-transparent",
        linked && part.length === 0 ? "bg-(--evidence)" : current && "bg-raised",
      )}
    >
      <span className="select-none font-mono text-[0.75em] leading-[2.13] text-muted">{index + 1}</span>
      {turn.speaker ? (
        <span className="select-none truncate text-[0.82em] leading-[1.95] text-muted" title={turn.speaker}>
          {turn.speaker}
        </span>
      ) : null}
      <span dir="auto" className="col-start-2 max-w-[72ch] whitespace-pre-wrap sm:col-start-auto">
        {cut(turn, [...part, ...found, ...(range ? [range] : [])]).map((piece) => (
          <span
            key={piece.start}
            data-start={piece.start}
            className={classNames(
              part.some((span) => touches(span, piece)) && "bg-(--evidence)",
              found.some((span) => touches(span, piece)) && "rounded-sm bg-accent-soft underline decoration-accent",
              hit && found.some((span) => sameSpan(span, hit) && touches(span, piece)) && "outline-2 outline-accent",
              range && touches(range, piece) && "bg-accent-soft outline-2 outline-accent",
            )}
          >
            {source.text.slice(piece.start, piece.end)}
          </span>
        ))}
        {omitted ? (
          <span className="ms-1.5 select-none whitespace-nowrap rounded bg-(--evidence) px-1.5 text-[0.8em]">
            missing from the note
          </span>
        ) : null}
      </span>
    </div>
  );
}

/** One turn of the source; drawn again only when something of it changed. */
export const SourceTurn = memo(SourceTurnRow, sameProps);
