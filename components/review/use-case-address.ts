"use client";

import { useEffect } from "react";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

/** `…/review/<round>/<case>`: reload and back lead to the same case. */
const ADDRESS = /^(\/projects\/[^/]+\/review\/[^/]+)(?:\/([^/]+))?$/;

export function useCaseAddress(workspace: Workspace): void {
  const { desk } = useWatched(workspace);
  const assignment = desk?.review.assignmentId ?? null;
  useEffect(() => {
    const [, round, shown] = ADDRESS.exec(location.pathname) ?? [];
    if (!round || !assignment || shown === assignment) return;
    const address = `${round}/${assignment}`;
    if (shown) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }, [assignment]);
  useEffect(() => {
    const travel = () => {
      const wanted = ADDRESS.exec(location.pathname)?.[2];
      if (wanted && wanted !== workspace.read().desk?.review.assignmentId) void workspace.open(wanted);
    };
    addEventListener("popstate", travel);
    return () => removeEventListener("popstate", travel);
  }, [workspace]);
}
