"use client";

import { useEffect, useRef } from "react";
import type { CaseDesk } from "./case-desk";
import { CommentField } from "./comment-field";
import { EvidenceLines } from "./evidence-lines";
import { focusNote } from "./focus-note";
import { NoteColumn } from "./note-column";
import { OmissionList } from "./omission-list";
import type { PanelControl } from "./panel-state";
import { PracticeFeedback } from "./practice-feedback";
import { SourcePart } from "./source-part";
import { useCaseKeys } from "./use-case-keys";
import type { Decide } from "./use-decide";
import { useMarkKeys } from "./use-mark-keys";
import { useWatched } from "./use-watched";
import { VerdictBar } from "./verdict-bar";
import { saveMarks, setComment } from "./verdict-commands";
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
  useMarkKeys(desk, panels);
  useCaseKeys({ workspace, desk, decide, panels, frame, onSize });
  useEffect(() => {
    focusNote();
  }, []);
  return (
    <>
      <div
        ref={frame}
        className="relative grid min-h-0 flex-1 grid-rows-[minmax(180px,9fr)_minmax(200px,11fr)] overflow-auto sides:grid-cols-2 sides:grid-rows-[minmax(0,1fr)] sides:overflow-hidden"
      >
        <section data-column="source" aria-label="Source" className={COLUMN}>
          <SourcePart desk={desk} />
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
              onSave={protocol.mode === "marks" ? () => decide(saveMarks) : undefined}
            />
          </div>
          {review.practice && log.draft.verdict !== null ? (
            <PracticeFeedback workspace={workspace} desk={desk} onNext={() => workspace.forward()} />
          ) : null}
        </section>
        <EvidenceLines desk={desk} frame={frame} />
      </div>
      <VerdictBar workspace={workspace} desk={desk} decide={decide} panels={panels} />
    </>
  );
}
