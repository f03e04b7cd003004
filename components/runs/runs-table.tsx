"use client";

import { useEffect, useRef } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { Skeleton } from "../ui/skeleton";
import { useFixedRows } from "../ui/use-fixed-rows";
import { ColumnHead } from "./column-head";
import { RUN_COLUMNS, type RunTableFacts } from "./run-columns";
import type { RunRow } from "./run-row-type";
import { TableRow } from "./table-row";
import { useColumnWidths } from "./use-column-widths";
import type { RunSelection } from "./use-run-selection";

const ROW_HEIGHT = 48;
/** Rows before the end at which the next page is fetched. */
const NEAR_END = 30;
const CHECK_WIDTH = 36;
const HEAD_HEIGHT = 32;
const OVERSCAN = 12;

type RunsTableProps = {
  rows: readonly RunRow[];
  matching: number | null;
  pending: boolean;
  more: boolean;
  loadMore: () => void;
  sort: RunSort;
  onSort: (sort: RunSort) => void;
  selection: RunSelection;
  facts: RunTableFacts;
};

export function RunsTable(props: RunsTableProps) {
  const { rows, matching, pending, more, loadMore, sort, onSort, selection, facts } = props;
  const widths = useColumnWidths("assay-runs-columns");
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useFixedRows(scroller, {
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    overscan: OVERSCAN,
    head: HEAD_HEIGHT,
  });
  const { reveal } = shown;
  useEffect(() => {
    if (more && shown.last >= rows.length - NEAR_END) loadMore();
  }, [more, shown.last, rows.length, loadMore]);
  useEffect(() => {
    if (selection.cursor !== null) reveal(selection.cursor);
  }, [selection.cursor, reveal]);

  const visible = rows.slice(shown.first, shown.last + 1);
  const after = shown.height - shown.top - visible.length * ROW_HEIGHT;
  return (
    <div ref={scroller} onScroll={shown.onScroll} className="min-h-0 flex-1 overflow-auto" data-runs-scroller>
      <table
        aria-rowcount={(matching ?? rows.length) + 1}
        aria-label="Runs"
        className="table-fixed border-separate border-spacing-0 text-sm"
        style={{
          width: CHECK_WIDTH + RUN_COLUMNS.reduce((sum, column) => sum + widths.widthOf(column), 0),
          minWidth: "100%",
        }}
      >
        <colgroup>
          <col style={{ width: CHECK_WIDTH }} />
          {RUN_COLUMNS.map((column) => (
            <col key={column.id} style={{ width: widths.widthOf(column) }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            <th scope="col" className="h-8 border-b border-line">
              <span className="sr-only">Selected</span>
            </th>
            {RUN_COLUMNS.map((column) => (
              <ColumnHead key={column.id} column={column} widths={widths} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.top > 0 ? <tr style={{ height: shown.top }} /> : null}
          {visible.map((run, at) => (
            <TableRow key={run.id} run={run} index={shown.first + at} selection={selection} facts={facts} />
          ))}
          {after > 0 ? <tr style={{ height: after }} /> : null}
          {pending ? <SkeletonRows /> : null}
        </tbody>
      </table>
    </div>
  );
}

const SKELETON_ROWS = Array.from({ length: 8 }, (_, row) => `skeleton ${row}`);

function SkeletonRows() {
  return SKELETON_ROWS.map((row) => (
    <tr key={row} style={{ height: ROW_HEIGHT }}>
      {["check", ...RUN_COLUMNS.map(({ id }) => id)].map((id) => (
        <td key={id} className="border-b border-line px-2.5">
          <Skeleton className="h-3.5" />
        </td>
      ))}
    </tr>
  ));
}
