"use client";

import { nanoid } from "nanoid";
import { useEffect } from "react";
import { FocusClock } from "./store/focus-clock";
import type { Workspace } from "./workspace";

/** Time with the instructions open is training; it is no time of the case. */
export function useTrainingTime(workspace: Workspace): void {
  useEffect(() => {
    const clock = new FocusClock(() => performance.now());
    const follow = () => (document.hasFocus() ? clock.start() : clock.stop());
    const events = ["focus", "blur"] as const;
    workspace.clock.stop();
    follow();
    for (const event of events) addEventListener(event, follow);
    return () => {
      for (const event of events) removeEventListener(event, follow);
      workspace.clock.start();
      workspace.tellTraining(nanoid(), clock.take());
    };
  }, [workspace]);
}
