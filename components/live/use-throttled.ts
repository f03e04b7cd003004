"use client";

import { useCallback, useEffect, useRef } from "react";

/** At most one call in the time given: the first at once, the last of a burst at its end. */
export function useThrottled(call: () => unknown, milliseconds: number): () => void {
  const current = useRef(call);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const last = useRef(0);
  useEffect(() => {
    current.current = call;
  }, [call]);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    if (timer.current) return;
    const wait = Math.max(0, last.current + milliseconds - Date.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      last.current = Date.now();
      void current.current();
    }, wait);
  }, [milliseconds]);
}
