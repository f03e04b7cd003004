"use client";

import { useState } from "react";
import { BY_SEEDS } from "@/domain/runs/run-groups";
import type { HeadActions } from "./column-head";
import { groupWords } from "./group-button";
import { GroupsTable } from "./groups-table";
import { fieldWords } from "./run-columns";
import type { RunViewState } from "./use-run-view-state";

export function GroupList({ state, actions }: { state: RunViewState; actions: HeadActions }) {
  const [count, setCount] = useState("");
  const { by, direction } = state.sort;
  const unit = state.group.includes(BY_SEEDS) ? "seed" : "run";
  return (
    <>
      <GroupsTable
        filter={state.filter}
        by={state.group}
        actions={actions}
        onOpen={state.openGroup}
        onCount={setCount}
      />
      <footer className="flex min-h-12 shrink-0 items-center gap-2 border-t border-line bg-raised px-4 text-sm">
        <span className="text-xs text-muted">
          Mean ± standard deviation over the {unit}s of a group; each {unit} a point.
        </span>
        <span className="ml-auto text-xs text-muted">
          {count} · by {state.group.map(groupWords).join(", ")} · sorted by {fieldWords(by)},{" "}
          {direction === "asc" ? "rising" : "falling"}
        </span>
      </footer>
    </>
  );
}
