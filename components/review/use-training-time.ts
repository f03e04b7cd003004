"use client";

import { nanoid } from "nanoid";
import { useEffect } from "react";
import { FocusClock } from "./store/focus-clock";
import { followFocus } from "./store/follow-focus";
import type { Workspace } from "./workspace";

/** Time with the instructions open is training; it is no time of the case. */
export function useTrainingTime(workspace: Workspace): void {
  useEffect(() => {
    const clock = new FocusClock(() => performance.now());
    const release = workspace.clock.hold();
    const leave = followFocus(clock);
    return () => {
      leave();
      release();
      const seconds = clock.take();
      // Lost where the network is away: it is time, and no mark.
      if (seconds >= 1) void workspace.api.time(nanoid(), "training", seconds).catch(() => {});
    };
  }, [workspace]);
}
