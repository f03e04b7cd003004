"use client";

import { Button } from "../ui/button";
import type { RunViewState } from "./use-run-view-state";
import type { SaveView } from "./use-save-view";

type ViewConflictProps = { save: SaveView; state: RunViewState; close: () => void };

/** Somebody else saved first: nothing is lost until the person says which of the two stays. */
export function ViewConflict({ save, state, close }: ViewConflictProps) {
  return (
    <div role="alert" className="grid gap-2 rounded-md bg-undecided-soft p-2.5 text-sm">
      <p>{save.conflict} What you see is not saved yet.</p>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          onClick={async () => {
            const theirs = await save.readTheirs();
            if (!theirs) return;
            state.layout.reset();
            state.openView(theirs.id, theirs.definition);
            close();
          }}
        >
          Take theirs
        </Button>
        <Button
          size="sm"
          onClick={async () => {
            const theirs = await save.readTheirs();
            if (theirs) save.over(theirs.version);
          }}
        >
          Save mine over it
        </Button>
        <span className="self-center text-xs text-muted">or save yours under a new name below</span>
      </div>
    </div>
  );
}
