"use client";

import { useMemo } from "react";
import type { ReviewHint } from "@/domain/assessments/review-answer";
import type { CaseDesk } from "./case-desk";
import { correctedPieces, cutPieces } from "./correction";
import { CorrectionField } from "./correction-field";
import { moveTo, selectRange, showMark } from "./cursor-commands";
import { touches } from "./mark-places";
import { marksBySentence } from "./marks-by-sentence";
import { NoteSentence } from "./note-sentence";
import { RowBlocks } from "./row-blocks";
import { useEndSeen } from "./use-end-seen";
import { useFollowCursor } from "./use-follow-cursor";
import { usePointerChoice } from "./use-pointer-choice";
import { useWatched } from "./use-watched";

const LIST_ITEM = { role: "listitem" };
const NO_HINTS: readonly ReviewHint[] = [];

type NoteColumnProps = { desk: CaseDesk; label: string };

/** The note as a list of sentences, one of them at the cursor. */
export function NoteColumn({ desk, label }: NoteColumnProps) {
  const { review, protocol } = desk;
  const state = useWatched(desk);
  const { note } = review;
  const { marks } = state.log.draft;
  const bySentence = useMemo(() => marksBySentence(note.sentences, marks), [note.sentences, marks]);
  const original = useMemo(() => cutPieces(note.text, note.sentences), [note]);
  const corrected = useMemo(
    () => correctedPieces(note.text, note.sentences, state.log.changes),
    [note, state.log.changes],
  );
  // A list to choose from may hold no field to write in.
  const correcting = state.tool === "correct";
  const end = useEndSeen(desk);
  const list = useFollowCursor(`sentence-${state.at}`);
  const hints = review.hints ?? NO_HINTS;
  const touched = usePointerChoice(list, note.text, {
    onSelect: ({ start, end }) => desk.perform(selectRange(start, end)),
    onPress: (at) => {
      const sentence = at.closest("[data-sentence]")?.getAttribute("data-sentence");
      if (sentence) desk.perform(moveTo(Number(sentence)));
      const chip = at.closest("[data-mark]")?.getAttribute("data-mark");
      const mark = chip ?? at.closest("[data-marks]")?.getAttribute("data-marks")?.split(" ")[0];
      if (mark) desk.perform(showMark(mark));
    },
  });
  const named = { "aria-label": label, tabIndex: 0 };
  const role = correcting
    ? { role: "list", ...named }
    : { role: "listbox", "aria-multiselectable": true, "aria-activedescendant": `sentence-${state.at}`, ...named };

  const rows = note.sentences.map((sentence, index) => {
    const piece = corrected.pieces[index]?.sentence;
    const before = index === 0 ? original.lead : (original.pieces[index - 1]?.gap ?? "");
    const selected = bySentence(index).some(({ id }) => id === state.mark) ? state.mark : null;
    const range = state.range && touches(state.range, sentence) && !touched.current ? state.range : null;
    const row = (
      <NoteSentence
        key={sentence.start}
        listed={correcting}
        id={`sentence-${index}`}
        index={index}
        review={review}
        protocol={protocol}
        sentence={sentence}
        marks={bySentence(index)}
        hints={hints.length === 0 ? NO_HINTS : hints.filter((hint) => touches(hint, sentence))}
        range={range}
        current={index === state.at}
        selected={selected}
        corrected={piece === original.pieces[index]?.sentence ? undefined : piece}
        heading={sentence.kind === "heading"}
        apart={before.split("\n").length > 2}
      />
    );
    if (!correcting || index !== state.at) return row;
    return [
      row,
      <div key="correction" {...LIST_ITEM}>
        <CorrectionField
          desk={desk}
          index={index}
          original={original.pieces[index]?.sentence ?? ""}
          start={piece ?? ""}
        />
      </div>,
    ];
  });

  return (
    <>
      <div ref={list} {...role} data-page-keys className="outline-none">
        <RowBlocks rows={rows} />
      </div>
      {note.sentences.length === 0 ? <p className="px-2.5 text-muted">This note is empty.</p> : null}
      <div ref={end} data-note-end className="h-px" />
    </>
  );
}
