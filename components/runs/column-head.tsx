"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { RunSort } from "@/domain/runs/run-sort";
import { classNames } from "../ui/class-names";
import type { RunColumn } from "./run-columns";
import { type ColumnWidths, NARROWEST, WIDEST } from "./use-column-widths";

const KEY_STEP = 16;

type ColumnHeadProps = {
  column: RunColumn;
  widths: ColumnWidths;
  sort: RunSort;
  onSort: (sort: RunSort) => void;
};

/** Words ascend first, numbers and times descend first: what one looks for is at the top. */
function nextSort(column: RunColumn, sort: RunSort): RunSort | null {
  if (!column.sort) return null;
  if (sort.by === column.sort) return { by: column.sort, direction: sort.direction === "asc" ? "desc" : "asc" };
  return { by: column.sort, direction: column.numeric ? "desc" : "asc" };
}

export function ColumnHead({ column, widths, sort, onSort }: ColumnHeadProps) {
  const sorted = column.sort === sort.by;
  const next = nextSort(column, sort);
  const Arrow = sort.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === "asc" ? "ascending" : "descending") : undefined}
      className={classNames(
        "group relative h-8 border-b border-line px-2.5 text-xs font-medium text-muted",
        column.numeric ? "text-right" : "text-left",
      )}
    >
      {next ? (
        <button
          type="button"
          onClick={() => onSort(next)}
          className={classNames("inline-flex max-w-full items-center gap-1 hover:text-ink", sorted && "text-ink")}
        >
          <span className="truncate">{column.title}</span>
          {sorted ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
        </button>
      ) : (
        <span className="block truncate">{column.title}</span>
      )}
      <ResizeHandle column={column} widths={widths} />
    </th>
  );
}

/** A slider for the keyboard and screen readers, an edge to drag for the mouse. */
function ResizeHandle({ column, widths }: { column: RunColumn; widths: ColumnWidths }) {
  return (
    <input
      type="range"
      aria-label={`Width of ${column.title}`}
      min={NARROWEST}
      max={WIDEST}
      step={KEY_STEP}
      value={widths.widthOf(column)}
      onChange={(event) => widths.resize(column, event.target.valueAsNumber)}
      onPointerDown={(event) => widths.startDrag(column, event)}
      onDoubleClick={() => widths.reset(column)}
      className="absolute top-1 -right-3 z-10 h-6 w-6 cursor-col-resize touch-none appearance-none bg-transparent bg-[length:1px_100%] bg-center bg-no-repeat select-none group-hover:bg-[image:linear-gradient(var(--line-strong),var(--line-strong))] hover:bg-[image:linear-gradient(var(--accent),var(--accent))] [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:opacity-0"
    />
  );
}
