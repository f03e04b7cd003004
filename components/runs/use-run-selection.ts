"use client";

import { useCallback, useMemo, useRef, useState } from "react";

export type RunSelection = {
  selected: ReadonlySet<string>;
  /** Index of the row that the keys act on. */
  cursor: number | null;
  moveTo: (index: number) => void;
  toggle: (index: number, through: boolean) => void;
  selectAll: (ids: readonly string[]) => void;
  clear: () => void;
};

type RowAt = (index: number) => { id: string } | undefined;

/** Ids from one index to another, whichever comes first; rows that were never in sight are not among them. */
export function idsBetween(rowAt: RowAt, from: number, to: number): string[] {
  const ids: string[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const id = rowAt(index)?.id;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

/** By index, because a list of 10,000 rows is never there as a whole. The functions stay the same ones. */
export function useRunSelection(count: number, rowAt: RowAt): RunSelection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const rows = useRef({ count, rowAt });
  rows.current = { count, rowAt };

  const moveTo = useCallback(
    (index: number) =>
      setCursor(rows.current.count === 0 ? null : Math.max(0, Math.min(rows.current.count - 1, index))),
    [],
  );
  const toggle = useCallback((index: number, through: boolean) => {
    const { rowAt: at } = rows.current;
    const id = at(index)?.id;
    if (id === undefined) return;
    const from = anchor.current;
    setSelected((before) => {
      const next = new Set(before);
      if (through && from !== null) for (const each of idsBetween(at, from, index)) next.add(each);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
    anchor.current = index;
    setCursor(index);
  }, []);
  const selectAll = useCallback((ids: readonly string[]) => setSelected(new Set(ids)), []);
  const clear = useCallback(() => setSelected(new Set()), []);
  return useMemo(
    () => ({ selected, cursor, moveTo, toggle, selectAll, clear }),
    [selected, cursor, moveTo, toggle, selectAll, clear],
  );
}
