"use client";

import { memo, useState } from "react";
import { runColour } from "../charts/series-style";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import { RowMenu } from "./row-menu";
import type { RunTableFacts } from "./run-columns";
import type { RunRow } from "./run-row-type";
import type { PlacedColumn } from "./use-run-layout";
import type { RunSelection } from "./use-run-selection";

export const ROW_HEIGHT = 48;

type TableRowProps = {
  /** Undefined while its page is on the way. */
  run: RunRow | undefined;
  index: number;
  columns: readonly PlacedColumn[];
  lefts: ReadonlyMap<string, number>;
  selected: boolean;
  current: boolean;
  deleted: boolean;
  toggle: RunSelection["toggle"];
  moveTo: RunSelection["moveTo"];
  facts: RunTableFacts;
};

const STUCK = "sticky z-[5] bg-surface group-hover:bg-raised group-aria-selected:bg-accent-soft";

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { run, index, columns, lefts, selected, current, deleted, toggle, moveTo, facts } = props;
  /** A menu is made when somebody comes near its row. */
  const [near, setNear] = useState(false);
  const approach = () => setNear(true);
  if (!run) return <WaitingRow index={index} columns={columns} />;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-run={run.id}
      onPointerEnter={approach}
      onFocus={approach}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a, button, input")) return;
        if (event.shiftKey) toggle(index, true);
        else moveTo(index);
      }}
      className={classNames(
        "group h-12 hover:bg-raised",
        selected && "bg-accent-soft hover:bg-accent-soft",
        current && "shadow-[inset_2px_0_var(--focus)]",
        deleted && "line-through opacity-60",
      )}
    >
      <td className={classNames("left-0 border-b border-line pl-3.5", STUCK)}>
        <span
          aria-hidden
          className="absolute top-3 bottom-3 left-1.5 w-[3px] rounded-sm"
          style={{ background: runColour(run.id) }}
        />
        <Checkbox
          checked={selected}
          aria-label={`Select ${run.name}`}
          onCheckedChange={(_, extend) => toggle(index, extend)}
        />
      </td>
      {columns.map((column) => {
        const left = lefts.get(column.id);
        return (
          <td
            key={column.id}
            style={left === undefined ? undefined : { left }}
            className={classNames(
              "overflow-hidden border-b border-line px-2.5",
              column.numeric && "text-right",
              left === undefined ? column.id === "name" && "relative" : STUCK,
            )}
          >
            {deleted && column.id === "state" ? (
              <span className="text-bad no-underline">deleted</span>
            ) : (
              column.cell(run, facts)
            )}
            {near && column.id === "name" && !deleted ? <RowMenu run={run} /> : null}
          </td>
        );
      })}
    </tr>
  );
});

/** Holds the place of a row that is being fetched. */
export function WaitingRow({ index, columns }: { index: number; columns: readonly { id: string }[] }) {
  return (
    <tr aria-rowindex={index + 2} aria-busy style={{ height: ROW_HEIGHT }}>
      <td className="border-b border-line" />
      {columns.map(({ id }) => (
        <td key={id} className="border-b border-line px-2.5">
          <Skeleton className="h-3.5" />
        </td>
      ))}
    </tr>
  );
}
