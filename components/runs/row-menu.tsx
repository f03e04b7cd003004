"use client";

import { Ellipsis } from "lucide-react";
import { useMayDo } from "../layout/project-context";
import { classNames } from "../ui/class-names";
import { Menu, MenuItem } from "../ui/menu";
import type { RunRow } from "./run-row-type";
import { RUN_ACTION_WORDS, useRunActions } from "./use-run-actions";

/** What this run allows now; in a table shown on hover and by keyboard. */
export function RowMenu({ run }: { run: RunRow }) {
  return (
    <RowMenuButton
      run={run}
      className="absolute top-2.5 right-1 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
    />
  );
}

export function RowMenuButton({ run, className }: { run: RunRow; className?: string }) {
  const mayWrite = useMayDo("runs.write");
  const { act } = useRunActions();
  if (!mayWrite || run.actions.length === 0) return null;
  return (
    <Menu
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`Actions of ${run.name}`}
          className={classNames(
            "grid size-7 place-items-center rounded-md border border-line bg-surface hover:border-line-strong",
            className,
          )}
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      )}
    >
      {run.actions.map((action) => (
        <MenuItem key={action} danger={action === "cancel"} onSelect={() => act(action, run)}>
          <span>
            {RUN_ACTION_WORDS[action].verb}
            {RUN_ACTION_WORDS[action].consequence ? (
              <small className="block text-xs text-muted">{RUN_ACTION_WORDS[action].consequence}</small>
            ) : null}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
