"use client";

import { useCallback, useMemo, useState } from "react";

export type RunSelection = {
  selected: ReadonlySet<string>;
  /** Index of the row that the keys act on. */
  cursor: number | null;
  moveTo: (index: number) => void;
  toggle: (index: number, through: boolean) => void;
  clear: () => void;
};

/** Ids from one index to another, whichever comes first. */
export function idsBetween(rows: readonly { id: string }[], from: number, to: number): string[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
}

export function useRunSelection(rows: readonly { id: string }[]): RunSelection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);

  const moveTo = useCallback(
    (index: number) => setCursor(Math.max(0, Math.min(rows.length - 1, index))),
    [rows.length],
  );
  const toggle = useCallback(
    (index: number, through: boolean) => {
      const id = rows[index]?.id;
      if (id === undefined) return;
      setSelected((before) => {
        const next = new Set(before);
        if (through && anchor !== null) for (const each of idsBetween(rows, anchor, index)) next.add(each);
        else if (!next.delete(id)) next.add(id);
        return next;
      });
      setAnchor(index);
      setCursor(index);
    },
    [rows, anchor],
  );
  const clear = useCallback(() => setSelected(new Set()), []);
  return useMemo(() => ({ selected, cursor, moveTo, toggle, clear }), [selected, cursor, moveTo, toggle, clear]);
}
