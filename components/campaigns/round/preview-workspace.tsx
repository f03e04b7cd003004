"use client";

import { type CSSProperties, useState } from "react";
import { CannotJudgeDialog } from "../../review/cannot-judge-dialog";
import { CaseView } from "../../review/case-view";
import { InstructionsPanel } from "../../review/instructions-panel";
import type { Panel } from "../../review/panel-state";
import { SideBySide } from "../../review/side-by-side";
import { useDecide } from "../../review/use-decide";
import { useWatched } from "../../review/use-watched";
import { sayCannotJudge } from "../../review/verdict-commands";
import type { Workspace } from "../../review/workspace";
import { WorkspaceHeader } from "../../review/workspace-header";
import { EmptyState } from "../../ui/empty-state";

const SIZE = { start: 16, least: 13, most: 26 };

/** What a reader has before her, part for part; it can be tried, and nothing of it is kept. */
export function PreviewWorkspace({ workspace }: { workspace: Workspace }) {
  const { desk } = useWatched(workspace);
  const [panel, setPanel] = useState<Panel>(null);
  const [size, setSize] = useState(SIZE.start);
  const decide = useDecide(workspace);
  const panels = { panel, open: setPanel };
  const resize = (step: number) => setSize(Math.min(Math.max(size + step, SIZE.least), SIZE.most));
  const style: CSSProperties & Record<"--reading", string> = { "--reading": `${size}px` };
  const Case = workspace.round.protocol.mode === "side-by-side" ? SideBySide : CaseView;
  return (
    <div className="p-4">
      <p className="mb-2 max-w-prose text-sm text-muted">
        Cases in the sample’s order, through the same list of what may leave as for readers. Each reader has an order of
        her own, with repeats and controls among them. Try it: nothing that you mark here is kept.
      </p>
      <div style={style} className="flex h-[72vh] min-h-96 flex-col overflow-hidden rounded-md border border-line">
        <WorkspaceHeader workspace={workspace} panels={panels} size={size} onSize={resize} />
        {panel === "instructions" ? <InstructionsPanel workspace={workspace} onClose={() => setPanel(null)} /> : null}
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
          <EmptyState title="That was the whole sample">Readers see repeats and controls among these.</EmptyState>
        )}
        {panel === "cannot-judge" ? (
          <CannotJudgeDialog
            onClose={() => setPanel(null)}
            onReason={(reason) => {
              setPanel(null);
              decide(sayCannotJudge(reason));
            }}
          />
        ) : null}
      </div>
    </div>
  );
}
