"use client";

import { memo } from "react";
import { runColour } from "../charts/series-style";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { RowMenu } from "./row-menu";
import { RUN_COLUMNS, type RunTableFacts } from "./run-columns";
import type { RunRow } from "./run-row-type";
import type { RunSelection } from "./use-run-selection";

type TableRowProps = { run: RunRow; index: number; selection: RunSelection; facts: RunTableFacts };

export const TableRow = memo(function TableRow({ run, index, selection, facts }: TableRowProps) {
  const selected = selection.selected.has(run.id);
  const current = selection.cursor === index;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-run={run.id}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a, button, input")) return;
        if (event.shiftKey) selection.toggle(index, true);
        else selection.moveTo(index);
      }}
      className={classNames(
        "group h-12 hover:bg-raised",
        selected && "bg-accent-soft hover:bg-accent-soft",
        current && "shadow-[inset_2px_0_var(--focus)]",
      )}
    >
      <td className="relative border-b border-line pl-3.5">
        <span
          aria-hidden
          className="absolute top-3 bottom-3 left-1.5 w-[3px] rounded-sm"
          style={{ background: runColour(run.id) }}
        />
        <Checkbox
          checked={selected}
          aria-label={`Select ${run.name}`}
          onCheckedChange={(_, extend) => selection.toggle(index, extend)}
        />
      </td>
      {RUN_COLUMNS.map((column, at) => (
        <td
          key={column.id}
          className={classNames("border-b border-line px-2.5", column.numeric && "text-right", at === 1 && "relative")}
        >
          {column.cell(run, facts)}
          {column.id === "name" ? <RowMenu run={run} /> : null}
        </td>
      ))}
    </tr>
  );
});
