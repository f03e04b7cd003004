"use client";

import { useKeys } from "../layout/keys";
import type { CaseDesk } from "./case-desk";
import { setUnsure } from "./verdict-commands";

const once = (run: () => void) => (event: KeyboardEvent) => {
  if (!event.repeat) run();
};

/** Keys of a case in whatever mode. */
export function useCommonKeys(desk: CaseDesk): void {
  useKeys("Case", [
    { keys: "u", label: "Unsure", run: once(() => void desk.perform(setUnsure)) },
    { keys: "z", label: "Undo", run: once(() => desk.undo()) },
    { keys: "Z", label: "Do again", run: once(() => desk.redo()) },
    { keys: "mod+z", label: "Undo; with ⇧ do again", run: (event) => (event.shiftKey ? desk.redo() : desk.undo()) },
  ]);
}
