"use client";

import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { MOST_RUNS_IN_AN_ADDRESS } from "@/domain/charts/chart-axis";
import { compareAddress, MOST_COMPARED } from "@/domain/comparison/compare-address";
import { formatCount, formatCounted } from "@/domain/format/number";
import { chartsAddress } from "../custom-charts/chosen-runs";
import { useKeys } from "../layout/keys";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Kbd } from "../ui/kbd";
import { loadPart } from "../ui/load-part";
import type { RunRow } from "./run-row-type";
import { useBulkActions } from "./use-bulk-actions";
import type { RunSelection } from "./use-run-selection";

const TagDialog = lazy(async () => ({
  default: await loadPart(() => import("./tag-dialog").then((module) => module.TagDialog)),
}));
const DeleteDialog = lazy(async () => ({
  default: await loadPart(() => import("./delete-dialog").then((module) => module.DeleteDialog)),
}));

const TRAY_ACTIONS = [
  { action: "cancel", verb: "Cancel", keys: "s" },
  { action: "retry", verb: "Re-run", keys: "r" },
  { action: "archive", verb: "Archive", keys: "e" },
] as const;

const MOST_DELETED = 1_000;

type SelectionTrayProps = {
  /** The row under the cursor, which the keys act on where nothing is selected. */
  current: RunRow | undefined;
  selection: RunSelection;
  summary: ReactNode;
};

/** What can be done with the selected runs. The server says which of many it left alone, and why. */
export function SelectionTray({ current, selection, summary }: SelectionTrayProps) {
  const { project } = useProject();
  const router = useRouter();
  const mayWrite = useMayDo("runs.write");
  const { change, tag, pending } = useBulkActions();
  const [dialog, setDialog] = useState<{ kind: "tags" | "delete"; runs: readonly string[] } | null>(null);
  const chosen = [...selection.selected];
  const comparable = chosen.length > 1 && chosen.length <= MOST_COMPARED;
  const targets = chosen.length > 0 ? chosen : current ? [current.id] : [];
  const drawable = targets.length > 0 && targets.length <= MOST_RUNS_IN_AN_ADDRESS;
  const act = (action: (typeof TRAY_ACTIONS)[number]["action"]) => {
    if (!mayWrite || targets.length === 0) return;
    change(action, targets);
    selection.clear();
  };
  const compare = () => {
    if (comparable) router.push(compareAddress(project.slug, chosen));
  };
  const open = (kind: "tags" | "delete") => {
    if (mayWrite && targets.length > 0 && (kind === "tags" || targets.length <= MOST_DELETED))
      setDialog({ kind, runs: targets });
  };
  useKeys("Selected runs", [
    ...TRAY_ACTIONS.map(({ action, verb, keys }) => ({ keys, label: verb, run: () => act(action) })),
    { keys: "=", label: "Compare", run: compare },
    {
      keys: "d",
      label: "Draw their charts",
      run: () => drawable && router.push(chartsAddress(project.slug, { runIds: targets })),
    },
    { keys: "t", label: "Tag", run: () => open("tags") },
    { keys: "Delete", label: "Delete", run: () => open("delete") },
    { keys: "Escape", label: "Select none", run: selection.clear },
  ]);
  return (
    <footer className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-raised px-4 py-1.5 text-sm">
      {chosen.length > 0 ? (
        <>
          <span className="mr-1">{formatCounted(chosen.length, "run")} selected</span>
          {comparable ? (
            <ButtonLink href={compareAddress(project.slug, chosen)} size="sm" variant="primary">
              Compare {formatCount(chosen.length)}
            </ButtonLink>
          ) : null}
          {drawable ? (
            <ButtonLink href={chartsAddress(project.slug, { runIds: chosen })} size="sm">
              Draw {formatCount(chosen.length)} <Kbd>D</Kbd>
            </ButtonLink>
          ) : (
            <Button
              size="sm"
              disabled
              title={`At most ${formatCount(MOST_RUNS_IN_AN_ADDRESS)} at once; charts of more are made from a filter`}
            >
              Draw …
            </Button>
          )}
          {mayWrite ? (
            <>
              <Button size="sm" hint="T" disabled={pending} onClick={() => open("tags")}>
                Tag
              </Button>
              {TRAY_ACTIONS.map(({ action, verb, keys }) => (
                <Button key={action} size="sm" hint={keys.toUpperCase()} disabled={pending} onClick={() => act(action)}>
                  {verb}
                </Button>
              ))}
              <Button
                size="sm"
                variant="danger"
                disabled={pending || chosen.length > MOST_DELETED}
                title={chosen.length > MOST_DELETED ? `At most ${formatCount(MOST_DELETED)} at once` : undefined}
                onClick={() => open("delete")}
              >
                Delete …
              </Button>
            </>
          ) : null}
          <Button size="sm" variant="ghost" hint="Esc" onClick={selection.clear}>
            Select none
          </Button>
        </>
      ) : null}
      <span className="ml-auto text-xs text-muted">{summary}</span>
      <Suspense fallback={null}>
        {dialog?.kind === "tags" ? (
          <TagDialog
            runs={dialog.runs}
            onTag={(tags) => {
              tag(dialog.runs, tags);
              setDialog(null);
            }}
            onClose={() => setDialog(null)}
          />
        ) : null}
        {dialog?.kind === "delete" ? (
          <DeleteDialog
            runs={dialog.runs}
            onDeleted={() => {
              selection.clear();
              setDialog(null);
            }}
            onClose={() => setDialog(null)}
          />
        ) : null}
      </Suspense>
    </footer>
  );
}
