"use client";

import { useCallback } from "react";
import type { Desk } from "./desk-state";
import type { Decided } from "./verdict-commands";
import type { Workspace } from "./workspace";

export type Decide = (command: (desk: Desk) => Decided) => void;

/** A verdict leads to the next case; in practice to what was settled, and from there on. */
export function useDecide(workspace: Workspace): Decide {
  return useCallback(
    (command) => {
      const { desk } = workspace.read();
      if (desk?.review.practice && desk.read().log.draft.verdict !== null) {
        // A second press was meant for the verdict: what was settled is to be read first.
        if (workspace.read().awaited === desk.review.assignmentId) return;
        return workspace.forward();
      }
      if (workspace.decide(command) && !desk?.review.practice) workspace.forward();
    },
    [workspace],
  );
}
