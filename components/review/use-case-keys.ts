"use client";

import type { RefObject } from "react";
import { useKeys } from "../layout/keys";
import type { CaseDesk } from "./case-desk";
import type { PanelControl } from "./panel-state";
import { closeSource, endTyping } from "./source-commands";
import type { Decide } from "./use-decide";
import { saveMarks, sayClean, sayWrong } from "./verdict-commands";
import type { Workspace } from "./workspace";

type Reached = {
  workspace: Workspace;
  desk: CaseDesk;
  decide: Decide;
  panels: PanelControl;
  frame: RefObject<HTMLElement | null>;
  onSize: (step: number) => void;
};

const once = (run: () => void) => (event: KeyboardEvent) => {
  if (!event.repeat) run();
};

/** Keys that give the verdict, lead from case to case, and open what lies beside it. */
export function useCaseKeys({ workspace, desk, decide, panels, frame, onSize }: Reached): void {
  const { mode } = desk.protocol;
  const plain = mode === "yes-no";
  const choosing = () => ["evidence", "omission"].includes(desk.read().tool);
  const leaveSource = () => {
    desk.perform(endTyping);
    desk.perform(closeSource);
  };
  const focus = (selector: string) => {
    const field = document.querySelector(selector);
    if (field instanceof HTMLElement) field.focus();
  };
  const scroll = (part: number) => {
    const inSource = document.activeElement?.closest("[data-column=source]");
    const column = inSource ?? frame.current?.querySelector("[data-column=note]");
    column?.scrollBy({ top: Number.isFinite(part) ? part * column.clientHeight : part });
    if (column && !Number.isFinite(part)) column.scrollTop = part > 0 ? column.scrollHeight : 0;
  };
  useKeys("Verdict", [
    {
      keys: "Enter",
      label: mode === "side-by-side" ? "Save, next" : "No hallucination, next",
      run: once(() => (choosing() ? leaveSource() : decide(sayClean))),
    },
    ...(plain
      ? [
          { keys: "n", label: "No hallucination, next", run: once(() => decide(sayClean)) },
          { keys: "y", label: "Hallucination, next", run: once(() => decide(sayWrong)) },
        ]
      : []),
    ...(mode === "marks"
      ? [
          {
            keys: "shift+Enter",
            label: "Save the marks, next",
            run: once(() => {
              if (choosing()) leaveSource();
              decide(saveMarks);
            }),
          },
        ]
      : []),
    { keys: "x", label: "Cannot judge", run: once(() => panels.open("cannot-judge")) },
    { keys: "[", label: "Case before", run: once(() => workspace.back() || panels.open("earlier")) },
    { keys: "]", label: "Next case", run: once(() => workspace.forward()) },
  ]);
  useKeys("Beside", [
    { keys: "/", label: "Find in the source", run: once(() => focus("[data-find]")) },
    { keys: "m", label: "Comment on the case", run: once(() => focus("[data-comment]")) },
    {
      keys: "i",
      label: "Instructions",
      run: once(() => panels.open(panels.panel === "instructions" ? null : "instructions")),
    },
    { keys: "PageDown", label: "A page on", run: () => scroll(0.85) },
    { keys: "PageUp", label: "A page back", run: () => scroll(-0.85) },
    { keys: "End", label: "To the end of the note", run: () => scroll(Number.POSITIVE_INFINITY) },
    { keys: "Home", label: "To its beginning", run: () => scroll(Number.NEGATIVE_INFINITY) },
    { keys: ">", label: "Larger text", run: () => onSize(1) },
    { keys: "<", label: "Smaller text", run: () => onSize(-1) },
  ]);
}
