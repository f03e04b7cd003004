"use client";

import { useMemo, useSyncExternalStore } from "react";

type Latest = Record<string, { step: number; value: number }>;

/** Newest value of each key, ahead of the curves; read by cells, so that a tick redraws no chart. */
export class CurrentValues {
  #values = new Map<string, number>();
  #readers = new Set<() => void>();

  tell(latest: Latest): void {
    for (const [key, { value }] of Object.entries(latest)) this.#values.set(key, value);
    for (const reader of this.#readers) reader();
  }

  subscribe = (reader: () => void) => {
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
    };
  };

  read(key: string): number | null {
    return this.#values.get(key) ?? null;
  }
}

export function useCurrentValue(values: CurrentValues, key: string): number | null {
  const read = useMemo(() => () => values.read(key), [values, key]);
  return useSyncExternalStore(values.subscribe, read, () => null);
}
