"use client";

import { memo } from "react";
import type { Span } from "@/domain/assessments/mark";
import type { ReviewCase } from "@/domain/assessments/review-answer";
import type { CaseDesk } from "./case-desk";
import type { Found } from "./find-in-source";
import { omissionsOf, touches, turnNumbers } from "./mark-places";
import { RowBlocks } from "./row-blocks";
import { sameProps } from "./same-props";
import { chooseTurn, selectSource } from "./source-commands";
import { SourceTurn } from "./source-turn";
import { useFollowCursor } from "./use-follow-cursor";
import { usePointerChoice } from "./use-pointer-choice";
import { useWatched } from "./use-watched";

type SourceColumnProps = { desk: CaseDesk; found: Found; hit: Span | null };

/** What was said, turn by turn with its number; those linked to the mark at the cursor stand out. */
export function SourceColumn({ desk, found, hit }: SourceColumnProps) {
  const { source } = desk.review;
  const state = useWatched(desk);
  const mark = state.log.draft.marks.find(({ id }) => id === state.mark);
  const evidence = mark?.kind === "error" && Array.isArray(mark.evidence) ? mark.evidence : NOTHING;
  const list = useFollowCursor(`turn-${state.turn}`);
  usePointerChoice(list, source.text, {
    onSelect: ({ start, end }) => desk.perform(selectSource(start, end)),
    onPress: (at) => {
      const turn = at.closest("[data-turn]")?.getAttribute("data-turn");
      desk.patch({ sourceRange: null });
      if (turn) desk.perform(chooseTurn(Number(turn)));
    },
  });
  const choosing = state.tool === "evidence" || state.tool === "omission";

  return (
    <div
      ref={list}
      role="listbox"
      aria-label={choosing ? "Source: choose turns" : "Source"}
      aria-multiselectable
      aria-activedescendant={`turn-${state.turn}`}
      tabIndex={0}
      data-page-keys
      className="outline-none"
    >
      <SourceRows
        source={source}
        evidence={evidence}
        omitted={omissionsOf(state.log.draft.marks).map(({ span }) => span)}
        current={choosing ? state.turn : null}
        range={state.sourceRange}
        found={found}
        hit={hit}
      />
      {source.turns.length === 0 ? <p className="text-muted">The source is empty.</p> : null}
    </div>
  );
}

const NOTHING: readonly Span[] = [];

type SourceRowsProps = {
  source: ReviewCase["source"];
  evidence: readonly Span[];
  omitted: readonly Span[];
  current: number | null;
  range: Span | null;
  found: Found;
  hit: Span | null;
};

/** Thousands of turns, which most keys leave as they are. */
const SourceRows = memo(function SourceRows({
  source,
  evidence,
  current,
  range,
  found,
  hit,
  ...marked
}: SourceRowsProps) {
  const linked = new Set(turnNumbers(source.turns, evidence));
  const omitted = new Set(turnNumbers(source.turns, marked.omitted));
  const rows = source.turns.map((turn, index) => (
    <SourceTurn
      key={turn.start}
      index={index}
      source={source}
      turn={turn}
      count={source.turns.length}
      linked={linked.has(index + 1)}
      omitted={omitted.has(index + 1)}
      current={index === current}
      evidence={linked.has(index + 1) ? evidence.filter((span) => touches(span, turn)) : NOTHING}
      range={range && touches(range, turn) ? range : null}
      found={found.byTurn.get(index) ?? NOTHING}
      hit={hit}
    />
  ));
  return <RowBlocks rows={rows} />;
}, sameProps);
