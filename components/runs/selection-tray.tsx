"use client";

import { formatCount, formatCounted } from "@/domain/format/number";
import type { RunAction } from "@/domain/runs/run-rules";
import { chartsAddress } from "../custom-charts/chosen-runs";
import { useKeys } from "../layout/keys";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import type { RunRow } from "./run-row-type";
import { RUN_ACTION_WORDS, useRunActions } from "./use-run-actions";
import type { RunSelection } from "./use-run-selection";

const TRAY_ACTIONS = [
  { action: "cancel", keys: "s" },
  { action: "retry", keys: "r" },
  { action: "archive", keys: "e" },
] as const satisfies readonly { action: RunAction; keys: string }[];

type SelectionTrayProps = {
  rows: readonly RunRow[];
  matching: number | null;
  total: number | null;
  sortedBy: string;
  selection: RunSelection;
};

/** What can be done with the selected runs, each button with how many it would reach. */
export function SelectionTray({ rows, matching, total, sortedBy, selection }: SelectionTrayProps) {
  const mayWrite = useMayDo("runs.write");
  const { project } = useProject();
  const { act, pending } = useRunActions();
  const current = selection.cursor === null ? undefined : rows[selection.cursor];
  const chosen = rows.filter((row) => selection.selected.has(row.id));
  const targets = chosen.length > 0 ? chosen : current ? [current] : [];
  const reach = (action: RunAction) => (mayWrite ? targets.filter((row) => row.actions.includes(action)) : []);
  const run = (action: RunAction) => {
    for (const row of reach(action)) act(action, row);
    selection.clear();
  };
  useKeys("Selected runs", [
    ...TRAY_ACTIONS.map(({ action, keys }) => ({ keys, label: RUN_ACTION_WORDS[action].verb, run: () => run(action) })),
    { keys: "Escape", label: "Select none", run: selection.clear },
  ]);
  return (
    <footer className="flex min-h-12 shrink-0 items-center gap-2 border-t border-line bg-raised px-4 text-sm">
      {chosen.length > 0 ? (
        <>
          <span className="mr-1">{formatCounted(chosen.length, "run")} selected</span>
          {mayWrite
            ? TRAY_ACTIONS.map(({ action, keys }) => {
                const { length } = reach(action);
                const verb = RUN_ACTION_WORDS[action].verb;
                return (
                  <Button
                    key={action}
                    size="sm"
                    hint={keys.toUpperCase()}
                    disabled={length === 0 || pending}
                    title={length === 0 ? `None of them can ${verb.toLowerCase()} now` : undefined}
                    onClick={() => run(action)}
                  >
                    {verb} {length > 0 ? formatCount(length) : ""}
                  </Button>
                );
              })
            : null}
          <ButtonLink size="sm" href={chartsAddress(project.slug, { runIds: chosen.map((row) => row.id) })}>
            Draw {formatCount(chosen.length)}
          </ButtonLink>
          <Button size="sm" variant="ghost" hint="Esc" onClick={selection.clear}>
            Select none
          </Button>
        </>
      ) : null}
      <span className="ml-auto text-xs text-muted">
        {matching === null
          ? ""
          : `${formatCount(matching)} of ${formatCounted(total ?? matching, "run")} · sorted by ${sortedBy}`}
      </span>
    </footer>
  );
}
