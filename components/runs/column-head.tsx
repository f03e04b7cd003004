"use client";

import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { type DragEvent, type PointerEvent, useRef } from "react";
import { NARROWEST_COLUMN, WIDEST_COLUMN } from "@/domain/runs/column-width";
import type { RunSort } from "@/domain/runs/run-sort";
import { classNames } from "../ui/class-names";
import { Menu, MenuItem } from "../ui/menu";
import { groupingOf, type RunColumn } from "./run-columns";
import type { PlacedColumn, RunLayout } from "./use-run-layout";

const KEY_STEP = 16;
const DRAGGED = "application/x-assay-column";

export type HeadActions = {
  /** The columns of the layout, and the one that the list is sorted by. */
  columns: readonly PlacedColumn[];
  sort: RunSort;
  onSort: (sort: RunSort) => void;
  layout: RunLayout;
  onGroup: (id: string) => void;
};

/** Words ascend first, numbers and times descend first: what one looks for is at the top. */
function nextSort(column: RunColumn, sort: RunSort): RunSort | null {
  if (!column.sort) return null;
  if (sort.by === column.sort) return { by: column.sort, direction: sort.direction === "asc" ? "desc" : "asc" };
  return { by: column.sort, direction: column.numeric ? "desc" : "asc" };
}

export function ColumnHead({ column, left, actions }: { column: PlacedColumn; left?: number; actions: HeadActions }) {
  const { sort, onSort, layout } = actions;
  const sorted = column.sort === sort.by;
  const next = nextSort(column, sort);
  const Arrow = sort.direction === "asc" ? ArrowUp : ArrowDown;
  const drop = (event: DragEvent) => {
    const id = event.dataTransfer.getData(DRAGGED);
    if (id && id !== column.id) layout.moveTo(id, column.id);
  };
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === "asc" ? "ascending" : "descending") : undefined}
      onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
      onDrop={drop}
      style={left === undefined ? undefined : { left }}
      className={classNames(
        "group h-8 border-b border-line bg-surface px-2.5 text-xs font-medium text-muted",
        left === undefined ? "relative" : "sticky z-10",
        column.numeric ? "text-right" : "text-left",
      )}
    >
      {next ? (
        <button
          type="button"
          draggable
          title={column.explains}
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, column.id)}
          onClick={() => onSort(next)}
          className={classNames("inline-flex max-w-full items-center gap-1 hover:text-ink", sorted && "text-ink")}
        >
          {sorted && column.numeric ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
          <span className="truncate">{column.title}</span>
          {sorted && !column.numeric ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
        </button>
      ) : (
        <span className="block truncate">{column.title}</span>
      )}
      <HeadMenu column={column} actions={actions} />
      <ResizeHandle column={column} layout={layout} />
    </th>
  );
}

/** All that can be done with a column, for keyboards too. */
function HeadMenu({ column, actions }: { column: PlacedColumn; actions: HeadActions }) {
  const { layout, onSort, onGroup } = actions;
  const grouping = groupingOf(column);
  const by = column.sort;
  return (
    <Menu
      align="end"
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`Column ${column.title}`}
          className="absolute top-2 right-1 grid size-4 place-items-center rounded bg-surface text-muted opacity-0 hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
        >
          <ChevronDown aria-hidden className="size-3" />
        </button>
      )}
    >
      {by ? <MenuItem onSelect={() => onSort({ by, direction: "asc" })}>Sort rising</MenuItem> : null}
      {by ? <MenuItem onSelect={() => onSort({ by, direction: "desc" })}>Sort falling</MenuItem> : null}
      {grouping ? <MenuItem onSelect={() => onGroup(grouping)}>Group by {column.title}</MenuItem> : null}
      <MenuItem onSelect={() => layout.pin(column.id, !column.pinned)}>
        {column.pinned ? "Unpin" : "Pin to the left"}
      </MenuItem>
      <MenuItem onSelect={() => layout.move(column.id, -1)}>Move left</MenuItem>
      <MenuItem onSelect={() => layout.move(column.id, 1)}>Move right</MenuItem>
      <MenuItem onSelect={() => layout.resize(column.id, undefined)}>Width as it was</MenuItem>
      <MenuItem onSelect={() => layout.hide(column.id)}>Hide column</MenuItem>
    </Menu>
  );
}

/** A slider for the keyboard and screen readers, an edge to drag for the mouse. */
function ResizeHandle({ column, layout }: { column: PlacedColumn; layout: RunLayout }) {
  const resize = useRef(layout.resize);
  resize.current = layout.resize;
  const startDrag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const start = { x: event.clientX, width: column.width };
    const follow = (move: globalThis.PointerEvent) => resize.current(column.id, start.width + move.clientX - start.x);
    const stop = () => {
      handle.removeEventListener("pointermove", follow);
      handle.removeEventListener("lostpointercapture", stop);
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", stop);
  };
  return (
    <input
      type="range"
      aria-label={`Width of ${column.title}`}
      min={NARROWEST_COLUMN}
      max={WIDEST_COLUMN}
      step={KEY_STEP}
      value={column.width}
      onChange={(event) => layout.resize(column.id, event.target.valueAsNumber)}
      onPointerDown={startDrag}
      onDoubleClick={() => layout.resize(column.id, undefined)}
      className="absolute top-1 -right-2 z-10 h-6 w-4 cursor-col-resize touch-none appearance-none bg-transparent bg-[length:1px_100%] bg-center bg-no-repeat select-none group-hover:bg-[image:linear-gradient(var(--line-strong),var(--line-strong))] hover:bg-[image:linear-gradient(var(--accent),var(--accent))] [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:opacity-0"
    />
  );
}
