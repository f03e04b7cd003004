"use client";

import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { formatCount } from "@/domain/format/number";
import { BY_SEEDS } from "@/domain/runs/run-groups";
import { classNames } from "../ui/class-names";
import { Absent } from "../ui/number/absent";
import { GroupCell, type Scale } from "./group-cell";
import type { RunGroup } from "./use-run-groups";
import type { PlacedColumn } from "./use-run-layout";

type GroupRowProps = {
  group: RunGroup;
  index: number;
  columns: readonly PlacedColumn[];
  lefts: ReadonlyMap<string, number>;
  scales: ReadonlyMap<string, Scale | null>;
  by: readonly string[];
  current: boolean;
  onOpen: (filter: string) => void;
};

function RunCount({ group }: { group: RunGroup }) {
  const parts = [
    group.live > 0 ? `${formatCount(group.live)} going on` : null,
    group.failed > 0 ? `${formatCount(group.failed)} failed` : null,
  ].filter(Boolean);
  return (
    <>
      {formatCount(group.runs)}
      {parts.length > 0 ? <small className="block truncate text-xs text-muted">{parts.join(" · ")}</small> : null}
    </>
  );
}

/** Names of sweeps end in their seed, which a group does not have. */
export const withoutSeed = (name: string) => name.replace(/(?:^|[\s·,_/-]+)seed[\s=_-]*\d+$/i, "") || name;

function SharedValue({ group, at, id }: { group: RunGroup; at: number; id: string }) {
  if (id === BY_SEEDS) {
    return (
      <span className="block truncate font-medium" title={group.newest.name}>
        {withoutSeed(group.newest.name)}
      </span>
    );
  }
  const value = group.values[at] ?? null;
  if (value === null) return <Absent kind="none" reason="Runs without a value" />;
  return (
    <span className="block truncate font-medium" title={value}>
      {value}
    </span>
  );
}

export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { group, index, columns, lefts, scales, by, current, onOpen } = props;
  const { filter } = group;
  return (
    <tr
      aria-rowindex={index + 2}
      data-group={group.id}
      className={classNames("group h-12 hover:bg-raised", current && "shadow-[inset_2px_0_var(--focus)]")}
    >
      <td className="sticky left-0 z-[5] border-b border-line bg-surface pl-2 group-hover:bg-raised">
        <button
          type="button"
          disabled={filter === null}
          title={filter === null ? "No filter can say this value" : "Show the runs of this group"}
          aria-label={`Show the runs of group ${index + 1}`}
          onClick={() => filter !== null && onOpen(filter)}
          className="grid size-6 place-items-center rounded hover:bg-sunken disabled:opacity-40"
        >
          <ChevronRight aria-hidden className="size-4 text-muted" />
        </button>
      </td>
      {columns.map((column, at) => {
        const left = lefts.get(column.id);
        const id = column.id === "tags" ? "tag" : column.id;
        return (
          <td
            key={column.id}
            style={left === undefined ? undefined : { left }}
            className={classNames(
              "overflow-hidden border-b border-line px-2.5",
              column.numeric && "text-right",
              left !== undefined && "sticky z-[5] bg-surface group-hover:bg-raised",
            )}
          >
            {at < by.length ? (
              <SharedValue group={group} at={at} id={by[at] ?? ""} />
            ) : column.id === "runs" ? (
              <RunCount group={group} />
            ) : (
              <GroupCell id={id} cell={group.cells[id]} scale={scales.get(id) ?? null} />
            )}
          </td>
        );
      })}
    </tr>
  );
});
