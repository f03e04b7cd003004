"use client";

import { useSyncExternalStore } from "react";

type Clock = { now: number; timer: ReturnType<typeof setInterval> | null; readers: Set<() => void> };
const clocks = new Map<number, Clock>();

function clockOf(everySeconds: number): Clock {
  const found = clocks.get(everySeconds);
  if (found) return found;
  const made: Clock = { now: Date.now(), timer: null, readers: new Set() };
  clocks.set(everySeconds, made);
  return made;
}

/** One timer a period, however many times stand on the page. Null on the server, whose clock is not the reader's. */
export function useNow(everySeconds: number): Date | null {
  const now = useSyncExternalStore<number | null>(
    (reader) => {
      const clock = clockOf(everySeconds);
      clock.readers.add(reader);
      clock.timer ??= setInterval(() => {
        clock.now = Date.now();
        for (const tell of clock.readers) tell();
      }, everySeconds * 1000);
      return () => {
        clock.readers.delete(reader);
        if (clock.readers.size > 0 || clock.timer === null) return;
        clearInterval(clock.timer);
        clock.timer = null;
      };
    },
    () => clockOf(everySeconds).now,
    () => null,
  );
  return now === null ? null : new Date(now);
}
