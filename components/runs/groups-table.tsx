"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { BY_SEEDS } from "@/domain/runs/run-groups";
import { useKeys } from "../layout/keys";
import { ErrorState } from "../ui/error-state";
import { useFixedRows } from "../ui/use-fixed-rows";
import { ColumnFrame, HEAD_HEIGHT, pinnedLefts } from "./column-frame";
import type { HeadActions } from "./column-head";
import { stripScale } from "./group-cell";
import { GroupRow } from "./group-row";
import { fieldWords } from "./run-columns";
import { ROW_HEIGHT, WaitingRow } from "./table-row";
import { useRunGroups } from "./use-run-groups";
import type { PlacedColumn } from "./use-run-layout";

const OVERSCAN = 8;
const NEAR_END = 40;
const NUMERIC_WIDTH = 148;
const FIRST_ROWS = Array.from({ length: 8 }, (_, row) => row);
/** What only single runs have. */
const OF_RUNS = ["name", "interval", "loss", "note"];

function groupColumns(by: readonly string[], columns: readonly PlacedColumn[]): PlacedColumn[] {
  const cell = () => null;
  const shared = by.map(
    (id): PlacedColumn => ({
      id: `by ${id}`,
      title: id === BY_SEEDS ? "Runs that differ in their seed alone" : fieldWords(id),
      explains: id,
      size: id === BY_SEEDS ? 280 : 140,
      width: id === BY_SEEDS ? 280 : 140,
      pinned: true,
      cell,
    }),
  );
  const runs: PlacedColumn = {
    id: "runs",
    title: "Runs",
    sort: "runs",
    numeric: true,
    size: 150,
    width: 150,
    pinned: false,
    cell,
  };
  const rest = columns
    .filter(({ id }) => !OF_RUNS.includes(id) && !by.includes(id))
    .map((column) => ({
      ...column,
      pinned: false,
      width: column.numeric ? Math.max(NUMERIC_WIDTH, column.width) : column.width,
    }));
  return [...shared, runs, ...rest];
}

type GroupsTableProps = {
  filter: string;
  by: readonly string[];
  actions: HeadActions;
  /** Shows the runs of a group. */
  onOpen: (filter: string) => void;
  onCount: (text: string) => void;
};

export function GroupsTable({ filter, by, actions, onOpen, onCount }: GroupsTableProps) {
  const columns = useMemo(() => groupColumns(by, actions.columns), [by, actions.columns]);
  const asked = useMemo(
    () => columns.flatMap(({ id }) => (id === "runs" || id.startsWith("by ") ? [] : [id === "tags" ? "tag" : id])),
    [columns],
  );
  const list = useRunGroups({ filter, by, sort: actions.sort, columns: asked });
  const [cursor, setCursor] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const count = list.groups.length;
  const shown = useFixedRows(scroller, { count, rowHeight: ROW_HEIGHT, overscan: OVERSCAN, head: HEAD_HEIGHT });
  const lefts = useMemo(() => pinnedLefts(columns), [columns]);
  const scales = useMemo(
    () => new Map(asked.map((id) => [id, stripScale(list.groups.map(({ cells }) => cells[id]))])),
    [asked, list.groups],
  );
  const { more, loadMore } = list;
  useEffect(() => {
    if (more && shown.last >= count - NEAR_END) loadMore();
  }, [more, shown.last, count, loadMore]);
  const said =
    list.total === null ? "" : `${formatCounted(list.total, "group")} of ${formatCounted(list.runs ?? 0, "run")}`;
  useEffect(() => onCount(said), [said, onCount]);
  const move = (by: number) =>
    setCursor((before) => Math.max(0, Math.min(count - 1, (before ?? (by > 0 ? -1 : count)) + by)));
  useKeys("Groups", [
    { keys: "j", label: "Next group", run: () => move(1) },
    { keys: "k", label: "Group before", run: () => move(-1) },
    { keys: "ArrowDown", label: "Next group", run: () => move(1) },
    { keys: "ArrowUp", label: "Group before", run: () => move(-1) },
    {
      keys: "Enter",
      label: "Show the runs of the group",
      run: () => {
        const opened = cursor === null ? null : list.groups[cursor]?.filter;
        if (opened) onOpen(opened);
      },
    },
  ]);
  const { reveal } = shown;
  useEffect(() => {
    if (cursor !== null) reveal(cursor);
  }, [cursor, reveal]);
  if (list.error) return <ErrorState what="The groups" error={list.error} onRetry={list.retry} />;
  const visible = list.groups.slice(shown.first, shown.last + 1);
  const after = shown.height - shown.top - visible.length * ROW_HEIGHT;
  return (
    <ColumnFrame
      scroller={scroller}
      onScroll={shown.onScroll}
      label="Groups of runs"
      rowCount={list.total ?? count}
      columns={columns}
      actions={actions}
      check={null}
    >
      {shown.top > 0 ? <tr style={{ height: shown.top }} /> : null}
      {visible.map((group, at) => (
        <GroupRow
          key={group.id}
          group={group}
          index={shown.first + at}
          columns={columns}
          lefts={lefts}
          scales={scales}
          by={by}
          current={cursor === shown.first + at}
          onOpen={onOpen}
        />
      ))}
      {after > 0 ? <tr style={{ height: after }} /> : null}
      {list.pending ? FIRST_ROWS.map((row) => <WaitingRow key={row} index={row} columns={columns} />) : null}
    </ColumnFrame>
  );
}
