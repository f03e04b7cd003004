"use client";

import { memo, type ReactNode, type RefObject, useMemo } from "react";
import { Checkbox } from "../ui/checkbox";
import { ColumnHead, type HeadActions } from "./column-head";
import type { PlacedColumn } from "./use-run-layout";

export const CHECK_WIDTH = 36;
export const HEAD_HEIGHT = 32;

/** Where each pinned column stays, by id; the box to choose a row stays before them. */
export function pinnedLefts(columns: readonly PlacedColumn[]): ReadonlyMap<string, number> {
  const lefts = new Map<string, number>();
  let left = CHECK_WIDTH;
  for (const { id, pinned, width } of columns) {
    if (!pinned) break;
    lefts.set(id, left);
    left += width;
  }
  return lefts;
}

/** The box over the boxes of the rows; its `onChange` stays the same one. */
export type HeadCheck = { checked: boolean; label: string; onChange: () => void };

type HeadRowProps = {
  columns: readonly PlacedColumn[];
  lefts: ReadonlyMap<string, number>;
  actions: HeadActions;
  check: HeadCheck | null;
};

/** Drawn anew when columns change, not at every scroll. */
const HeadRow = memo(function HeadRow({ columns, lefts, actions, check }: HeadRowProps) {
  return (
    <thead className="sticky top-0 z-20 bg-surface">
      <tr>
        <th scope="col" className="sticky left-0 z-10 h-8 border-b border-line bg-surface pl-3.5 text-left">
          {check ? (
            <Checkbox checked={check.checked} aria-label={check.label} onCheckedChange={check.onChange} />
          ) : (
            <span className="sr-only">Open</span>
          )}
        </th>
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} left={lefts.get(column.id)} actions={actions} />
        ))}
      </tr>
    </thead>
  );
});

type ColumnFrameProps = {
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  label: string;
  rowCount: number;
  columns: readonly PlacedColumn[];
  actions: HeadActions;
  check: HeadCheck | null;
  children: ReactNode;
};

/** The scrolled table with its head: the same around runs and around groups. */
export function ColumnFrame(props: ColumnFrameProps) {
  const { scroller, onScroll, label, rowCount, columns, actions, check, children } = props;
  const lefts = useMemo(() => pinnedLefts(columns), [columns]);
  const width = CHECK_WIDTH + columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div ref={scroller} onScroll={onScroll} className="min-h-0 flex-1 overflow-auto" data-runs-scroller>
      <table
        aria-rowcount={rowCount + 1}
        aria-label={label}
        className="table-fixed border-separate border-spacing-0 text-sm"
        style={{ width, minWidth: "100%" }}
      >
        <colgroup>
          <col style={{ width: CHECK_WIDTH }} />
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <HeadRow columns={columns} lefts={lefts} actions={actions} check={check} />
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
