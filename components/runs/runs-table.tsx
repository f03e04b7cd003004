"use client";

import { getCoreRowModel, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { useStored } from "../layout/use-stored";
import { Skeleton } from "../ui/skeleton";
import { ColumnHead } from "./column-head";
import { RUN_COLUMNS, type RunTableFacts, SIZED_COLUMNS } from "./run-columns";
import type { RunRow } from "./run-row-type";
import { TableRow } from "./table-row";
import type { RunSelection } from "./use-run-selection";

const ROW_HEIGHT = 48;
/** Rows before the end at which the next page is fetched. */
const NEAR_END = 30;
const CHECK_WIDTH = 36;
const NO_SIZES: Record<string, number> = {};

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
  const [sizes, setSizes] = useStored<Record<string, number>>("assay-runs-columns", NO_SIZES);
  const table = useReactTable({
    data: NO_ROWS,
    columns: SIZED_COLUMNS,
    getCoreRowModel: getCoreRowModel(),
    columnResizeMode: "onChange",
    state: { columnSizing: sizes },
    onColumnSizingChange: (change) => setSizes(typeof change === "function" ? change(sizes) : change),
  });
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= rows.length - NEAR_END) loadMore();
  }, [more, lastShown, rows.length, loadMore]);
  useEffect(() => {
    if (selection.cursor !== null) virtual.scrollToIndex(selection.cursor, { align: "auto" });
  }, [selection.cursor, virtual]);

  const headers = table.getFlatHeaders();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" data-runs-scroller>
      <table
        aria-rowcount={(matching ?? rows.length) + 1}
        aria-label="Runs"
        className="table-fixed border-separate border-spacing-0 text-sm"
        style={{ width: table.getTotalSize() + CHECK_WIDTH, minWidth: "100%" }}
      >
        <colgroup>
          <col style={{ width: CHECK_WIDTH }} />
          {headers.map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            <th scope="col" className="h-8 border-b border-line">
              <span className="sr-only">Selected</span>
            </th>
            {RUN_COLUMNS.map((column, index) => (
              <ColumnHead key={column.id} column={column} header={headers[index]} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr style={{ height: before }} /> : null}
          {items.map((item) => {
            const run = rows[item.index];
            if (!run) return null;
            return <TableRow key={run.id} run={run} index={item.index} selection={selection} facts={facts} />;
          })}
          {after > 0 ? <tr style={{ height: after }} /> : null}
          {pending ? <SkeletonRows /> : null}
        </tbody>
      </table>
    </div>
  );
}

const NO_ROWS: RunRow[] = [];
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
