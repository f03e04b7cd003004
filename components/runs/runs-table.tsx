"use client";

import { useEffect, useMemo, useRef } from "react";
import { useFixedRows } from "../ui/use-fixed-rows";
import { ColumnFrame, HEAD_HEIGHT, pinnedLefts } from "./column-frame";
import type { HeadActions } from "./column-head";
import type { RunTableFacts } from "./run-columns";
import { ROW_HEIGHT, TableRow, WaitingRow } from "./table-row";
import type { RunPages } from "./use-run-pages";
import type { RunSelection } from "./use-run-selection";

const OVERSCAN = 8;
const SIGHT_STEP = 20;
const FIRST_ROWS = Array.from({ length: 8 }, (_, row) => row);

type RunsTableProps = {
  list: RunPages;
  deleted: ReadonlySet<string>;
  actions: HeadActions;
  selection: RunSelection;
  onSelectAll: () => void;
  facts: RunTableFacts;
};

export function RunsTable({ list, deleted, actions, selection, onSelectAll, facts }: RunsTableProps) {
  const { columns } = actions;
  const count = list.total ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useFixedRows(scroller, { count, rowHeight: ROW_HEIGHT, overscan: OVERSCAN, head: HEAD_HEIGHT });
  const { reveal } = shown;
  const { see } = list;
  const lefts = useMemo(() => pinnedLefts(columns), [columns]);
  const order = `${list.base.filter} ${list.base.sort.by} ${list.base.sort.direction} ${list.epoch}`;
  // In steps, so that what hangs on it is not asked at every row that passes.
  const first = Math.floor(shown.first / SIGHT_STEP) * SIGHT_STEP;
  const last = Math.ceil(shown.last / SIGHT_STEP) * SIGHT_STEP;
  useEffect(() => see({ first, last }), [see, first, last]);
  useEffect(() => {
    if (selection.cursor !== null) reveal(selection.cursor);
  }, [selection.cursor, reveal]);
  const lastOrder = useRef(order);
  useEffect(() => {
    // Another order begins at its top; what stood in the middle of the old one stands elsewhere in this one.
    if (lastOrder.current !== order && scroller.current) scroller.current.scrollTop = 0;
    lastOrder.current = order;
  }, [order]);

  const indexes = count === 0 ? [] : Array.from({ length: shown.last - shown.first + 1 }, (_, at) => shown.first + at);
  const after = shown.height - shown.top - indexes.length * ROW_HEIGHT;
  const allSelected = count > 0 && selection.selected.size >= count;
  const changeAll = useRef(onSelectAll);
  changeAll.current = allSelected ? selection.clear : onSelectAll;
  const check = useMemo(
    () => ({ checked: allSelected, label: `Select all ${count} runs`, onChange: () => changeAll.current() }),
    [allSelected, count],
  );
  return (
    <ColumnFrame
      scroller={scroller}
      onScroll={shown.onScroll}
      label="Runs"
      rowCount={count}
      columns={columns}
      actions={actions}
      check={check}
    >
      {shown.top > 0 ? <tr style={{ height: shown.top }} /> : null}
      {indexes.map((index) => {
        const run = list.rowAt(index);
        return (
          <TableRow
            key={index}
            run={run}
            index={index}
            columns={columns}
            lefts={lefts}
            selected={run !== undefined && selection.selected.has(run.id)}
            current={selection.cursor === index}
            deleted={run !== undefined && deleted.has(run.id)}
            toggle={selection.toggle}
            moveTo={selection.moveTo}
            facts={facts}
          />
        );
      })}
      {after > 0 ? <tr style={{ height: after }} /> : null}
      {list.pending ? FIRST_ROWS.map((row) => <WaitingRow key={row} index={row} columns={columns} />) : null}
    </ColumnFrame>
  );
}
