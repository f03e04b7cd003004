"use client";

import { useSyncExternalStore } from "react";

type Watched<State> = { read: () => State; watch: (watcher: () => void) => () => void };

/** Follows a state that lives outside of React, so that two keys in one frame both see the newest. */
export function useWatched<State>({ read, watch }: Watched<State>): State {
  return useSyncExternalStore(watch, read, read);
}
