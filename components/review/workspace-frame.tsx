"use client";

import { type CSSProperties, useCallback, useState } from "react";
import { useStored } from "../layout/use-stored";
import { CannotJudgeDialog } from "./cannot-judge-dialog";
import { CaseTrouble } from "./case-trouble";
import { CaseView } from "./case-view";
import { EarlierCases } from "./earlier-cases";
import { focusNote } from "./focus-note";
import { InstructionsPanel } from "./instructions-panel";
import { commentMark } from "./mark-commands";
import { MarkCommentDialog } from "./mark-comment-dialog";
import { NoCase } from "./no-case";
import type { OpenWorkspace } from "./open-workspace";
import type { Panel } from "./panel-state";
import { SaveTrouble } from "./save-state";
import { SideBySide } from "./side-by-side";
import { SignInAgain } from "./sign-in-again";
import { SavedWords } from "./spoken-words";
import { useCaseAddress } from "./use-case-address";
import { useDecide } from "./use-decide";
import { useExpired } from "./use-expired";
import { useIdleLock } from "./use-idle-lock";
import { useWatched } from "./use-watched";
import { sayCannotJudge } from "./verdict-commands";
import { WorkspaceHeader } from "./workspace-header";

const SIZE = { start: 16, least: 13, most: 26 };

/** Everything of a sitting: the case with its bars, and what opens over it. */
export function WorkspaceFrame({ opened }: { opened: OpenWorkspace }) {
  const { workspace } = opened;
  const { desk } = useWatched(workspace);
  const [panel, setPanel] = useState<Panel>(null);
  const [size, setSize] = useStored<number>("assay-review-size", SIZE.start);
  const decide = useDecide(workspace);
  const lock = useIdleLock(workspace);
  const expired = useExpired(workspace);
  useCaseAddress(workspace);
  const open = useCallback((next: Panel) => {
    setPanel(next);
    // The dialog gives the focus back to what had it; where that was nothing, the keys belong to the note.
    if (next === null) setTimeout(focusNote);
  }, []);
  const resize = (step: number) => setSize(Math.min(Math.max(size + step, SIZE.least), SIZE.most));
  const panels = { panel, open };
  const close = () => open(null);
  const style: CSSProperties & Record<"--reading", string> = { "--reading": `${size}px` };
  if (lock.locked) return <SignInAgain opened={opened} locked onDone={lock.unlock} />;
  const Case = workspace.round.protocol.mode === "side-by-side" ? SideBySide : CaseView;
  const mark = desk?.read().log.draft.marks.find(({ id }) => id === desk.read().mark);
  return (
    <div style={style} inert={expired} className="flex min-h-0 flex-1 flex-col">
      <WorkspaceHeader workspace={workspace} panels={panels} size={size} onSize={resize} />
      <SaveTrouble workspace={workspace} />
      {desk ? <CaseTrouble workspace={workspace} /> : null}
      {panel === "instructions" ? <InstructionsPanel workspace={workspace} onClose={close} /> : null}
      {panel === "earlier" ? <EarlierCases workspace={workspace} onClose={close} /> : null}
      {desk ? (
        <Case
          key={desk.review.assignmentId}
          workspace={workspace}
          desk={desk}
          decide={decide}
          panels={panels}
          onSize={resize}
        />
      ) : (
        <NoCase workspace={workspace} />
      )}
      {panel === "cannot-judge" ? (
        <CannotJudgeDialog
          onClose={close}
          onReason={(reason) => {
            close();
            decide(sayCannotJudge(reason));
          }}
        />
      ) : null}
      {panel === "mark-comment" && desk && mark ? (
        <MarkCommentDialog
          start={mark.comment}
          onClose={close}
          onKeep={(words) => {
            desk.perform(commentMark(words));
            close();
          }}
        />
      ) : null}
      {expired ? <SignInAgain opened={opened} locked={false} onDone={() => workspace.keeper.resume()} /> : null}
      <SavedWords workspace={workspace} />
    </div>
  );
}
