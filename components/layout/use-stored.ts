"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const EVENT = "assay-stored";

function subscribe(listener: () => void): () => void {
  addEventListener("storage", listener);
  addEventListener(EVENT, listener);
  return () => {
    removeEventListener("storage", listener);
    removeEventListener(EVENT, listener);
  };
}

/** A small choice about the screen that this browser remembers. `start` must be the same at every call. */
export function useStored<T extends boolean | string | number | Record<string, number>>(
  key: string,
  start: T,
): [T, (value: T) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  );
  const value = useMemo(() => readStored(text, start), [text, start]);
  const store = useCallback(
    (next: T) => {
      localStorage.setItem(key, JSON.stringify(next));
      dispatchEvent(new Event(EVENT));
    },
    [key],
  );
  return [value, store];
}

/** What another version stored in another shape counts as nothing. */
function readStored<T>(text: string | null, start: T): T {
  if (text === null) return start;
  try {
    const value: T = JSON.parse(text);
    return typeof value === typeof start ? value : start;
  } catch (error) {
    if (error instanceof SyntaxError) return start;
    throw error;
  }
}
