"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Decides between ⌘ and Ctrl in what is printed; both work. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}
