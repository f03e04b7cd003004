"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { CaseDesk } from "./case-desk";
import { CommentField } from "./comment-field";
import { EvidenceLines } from "./evidence-lines";
import { FindField } from "./find-field";
import { findInSource } from "./find-in-source";
import { focusNote } from "./focus-note";
import { spanAt } from "./mark-places";
import { NoteColumn } from "./note-column";
import { OmissionList } from "./omission-list";
import type { PanelControl } from "./panel-state";
import { PracticeFeedback } from "./practice-feedback";
import { SourceColumn } from "./source-column";
import { useCaseKeys } from "./use-case-keys";
import type { Decide } from "./use-decide";
import { useMarkKeys } from "./use-mark-keys";
import { useWatched } from "./use-watched";
import { VerdictBar } from "./verdict-bar";
import { setComment } from "./verdict-commands";
import type { Workspace } from "./workspace";

type CaseViewProps = {
  workspace: Workspace;
  desk: CaseDesk;
  decide: Decide;
  panels: PanelControl;
  onSize: (step: number) => void;
};

const COLUMN = "min-h-0 overflow-auto px-4 py-3 text-[length:var(--reading)] leading-[1.6] sides:px-7 sides:py-4";

/** The source beside the note, or above it where there is no room, each scrolling alone. */
export function CaseView({ workspace, desk, decide, panels, onSize }: CaseViewProps) {
  const { review, protocol } = desk;
  const { log } = useWatched(desk);
  const frame = useRef<HTMLDivElement>(null);
  const [find, setFind] = useState("");
  const [hit, setHit] = useState(0);
  const found = useMemo(() => findInSource(review.source, find), [review.source, find]);
  useMarkKeys(desk, panels);
  useCaseKeys({ workspace, desk, decide, panels, frame, onSize });
  useEffect(() => {
    focusNote();
  }, []);
  const goTo = (next: number) => {
    setHit(next);
    const place = found.all[next];
    if (place) desk.patch({ turn: spanAt(review.source.turns, place.start) });
  };
  const turns = review.source.turns.length;
  const kind = review.source.turns.some(({ speaker }) => speaker) ? "dialogue" : "document";
  return (
    <>
      <div
        ref={frame}
        className="relative grid min-h-0 flex-1 grid-rows-[minmax(180px,9fr)_minmax(200px,11fr)] overflow-auto sides:grid-cols-2 sides:grid-rows-[minmax(0,1fr)] sides:overflow-hidden"
      >
        <section data-column="source" aria-label="Source" className={COLUMN}>
          <div className="mb-2 flex items-center gap-2 text-sm">
            <h2 className="font-semibold">Source</h2>
            <span className="text-muted">
              {kind}, {turns} {kind === "dialogue" ? "turns" : "sentences"}
            </span>
            <FindField
              words={find}
              hit={hit}
              count={found.all.length}
              onWords={(words) => {
                setFind(words);
                setHit(0);
              }}
              onHit={goTo}
            />
          </div>
          <SourceColumn desk={desk} find={find} hit={hit} />
        </section>
        <section
          data-column="note"
          aria-label="Note"
          className={`${COLUMN} border-t border-line sides:border-t-0 sides:border-s`}
        >
          <div className="mb-2 flex min-h-8 items-center gap-2 text-sm">
            <h2 className="font-semibold">Note under review</h2>
            {review.section ? <span className="text-muted">{review.section}</span> : null}
            {log.draft.unsure ? (
              <span className="rounded bg-undecided-soft px-1.5 text-undecided">? unsure</span>
            ) : null}
          </div>
          <NoteColumn desk={desk} label="Note under review" />
          {protocol.mode === "marks" && protocol.omissions ? <OmissionList desk={desk} /> : null}
          <div className="mt-4 px-2.5">
            <CommentField
              label="Comment on this case"
              keyName="M"
              start={log.draft.comment}
              onKeep={(comment) => desk.perform(setComment(comment))}
            />
          </div>
          {review.practice && log.draft.verdict !== null ? (
            <PracticeFeedback workspace={workspace} desk={desk} onNext={() => workspace.forward()} />
          ) : null}
        </section>
        <EvidenceLines desk={desk} frame={frame} />
      </div>
      <VerdictBar desk={desk} decide={decide} panels={panels} />
    </>
  );
}
