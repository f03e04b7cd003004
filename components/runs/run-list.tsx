"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import type { RunSort } from "@/domain/runs/run-sort";
import { useKeys } from "../layout/keys";
import { pageAddress } from "../layout/pages";
import { useTRPCClient } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { toast } from "../ui/toast";
import type { HeadActions } from "./column-head";
import { NoRuns } from "./no-runs";
import { resultDomain } from "./result-cell";
import { fieldWords } from "./run-columns";
import { RunsTable } from "./runs-table";
import { SelectionTray } from "./selection-tray";
import { useLiveRows } from "./use-live-rows";
import { useLossLines } from "./use-loss-lines";
import { useResting } from "./use-resting";
import { type RunPage, useRunPages } from "./use-run-pages";
import { useRunSelection } from "./use-run-selection";
import type { RunViewState } from "./use-run-view-state";

const RunPreview = lazy(async () => ({
  default: await loadPart(() => import("./run-preview").then((module) => module.RunPreview)),
}));

/** Curves are fetched for where scrolling comes to rest, not for what passes by. */
const REST_MILLISECONDS = 120;

const sortWords = ({ by, direction }: RunSort) => `${fieldWords(by)}, ${direction === "asc" ? "rising" : "falling"}`;

type RunListProps = {
  state: RunViewState;
  actions: HeadActions;
  initial: RunPage | null;
  onTotal: (total: number | null) => void;
  /** A filter that the server could not read, in its words. */
  onRefused: (sentence: string | null) => void;
};

export function RunList({ state, actions, initial, onTotal, onRefused }: RunListProps) {
  const router = useRouter();
  const client = useTRPCClient();
  const { filter, sort } = state;
  const cells = actions.columns.map(({ id }) => id).filter((id) => /^(config|metric)\./.test(id));
  // By its text, because widths and places change no question.
  const cellText = JSON.stringify(cells);
  const columns = useMemo<string[]>(() => JSON.parse(cellText), [cellText]);
  const list = useRunPages({ filter, sort, columns }, initial);
  const { newer, deleted } = useLiveRows(
    list,
    columns.some((id) => id.startsWith("metric.")),
  );
  const selection = useRunSelection(list.total ?? 0, list.rowAt);
  const resting = useResting(list.sight, REST_MILLISECONDS);
  const seen = useMemo(() => {
    const { first, last } = resting;
    return Array.from({ length: last - first + 1 }, (_, at) => list.rowAt(first + at)).filter(
      (row) => row !== undefined,
    );
  }, [resting, list.rowAt]);
  const drawsLoss = actions.columns.some(({ id }) => id === "loss");
  const lines = useLossLines(drawsLoss ? seen : []);
  const domain = useMemo(() => resultDomain([...list.pages.values()].flatMap(({ items }) => items)), [list.pages]);
  const [previewing, setPreviewing] = useState(false);
  const facts = useMemo(() => ({ project: list.project, domain, lines }), [list.project, domain, lines]);
  const current = selection.cursor === null ? undefined : list.rowAt(selection.cursor);
  const move = (by: number) => selection.moveTo((selection.cursor ?? (by > 0 ? -1 : (list.total ?? 0))) + by);

  const refusal = list.error ? describeError(list.error) : null;
  const refused = refusal?.problems.some(({ where }) => where.startsWith("filter")) ? refusal.sentence : null;
  useEffect(() => onRefused(refused), [refused, onRefused]);
  useEffect(() => onTotal(list.all), [list.all, onTotal]);

  const selectAll = async () => {
    try {
      const { ids, complete } = await client.runs.ids.query({ project: list.project, filter, asOf: list.asOf });
      selection.selectAll(ids);
      if (!complete) toast.error(`Only the newest ${formatCount(ids.length)} can be selected at once`);
    } catch (error) {
      toast.error("Nothing was selected", { description: describeError(error).sentence });
    }
  };
  useKeys("Runs", [
    { keys: "j", label: "Next run", run: () => move(1) },
    { keys: "k", label: "Run before", run: () => move(-1) },
    { keys: "ArrowDown", label: "Next run", run: () => move(1) },
    { keys: "ArrowUp", label: "Run before", run: () => move(-1) },
    { keys: "PageDown", label: "Ten runs on", run: () => move(10) },
    { keys: "PageUp", label: "Ten runs back", run: () => move(-10) },
    { keys: "Home", label: "First run", run: () => selection.moveTo(0) },
    { keys: "End", label: "Last run", run: () => selection.moveTo((list.total ?? 1) - 1) },
    { keys: "x", label: "Select", run: () => selection.toggle(selection.cursor ?? 0, false) },
    { keys: "X", label: "Select up to here", run: () => selection.toggle(selection.cursor ?? 0, true) },
    { keys: "mod+a", label: "Select all that match", run: () => void selectAll() },
    { keys: "Space", label: "Preview", run: () => setPreviewing((shown) => !shown) },
    {
      keys: "Enter",
      label: "Open run",
      run: () => current && router.push(pageAddress(list.project, `/runs/${current.id}`)),
    },
  ]);
  const empty = !list.pending && !list.error && list.total === 0;
  return (
    <>
      {list.error && !refused ? <ErrorState what="The list of runs" error={list.error} onRetry={list.retry} /> : null}
      {refused ? <div className="flex-1" /> : null}
      {empty ? <NoRuns filter={filter} onClear={() => state.setFilter("")} /> : null}
      {list.pageError && !list.error ? (
        <p role="alert" className="mx-4 mb-2 flex items-center gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm">
          Some rows could not be read. {describeError(list.pageError).sentence}
          <Button size="sm" onClick={list.retryPages}>
            Try again
          </Button>
        </p>
      ) : null}
      {list.error || empty ? null : (
        <div className="flex min-h-0 flex-1" data-stale={list.stale || undefined}>
          <RunsTable
            list={list}
            deleted={deleted}
            actions={actions}
            selection={selection}
            onSelectAll={() => void selectAll()}
            facts={facts}
          />
          {previewing && current ? (
            <Suspense fallback={null}>
              <RunPreview
                run={current}
                project={list.project}
                loss={lines.get(current.id)}
                onClose={() => setPreviewing(false)}
              />
            </Suspense>
          ) : null}
        </div>
      )}
      <SelectionTray
        current={current}
        selection={selection}
        summary={
          <>
            {newer > 0 ? (
              <Button size="sm" className="mr-3" onClick={list.readAnew}>
                Show {formatCounted(newer, "new run")}
              </Button>
            ) : null}
            {list.total === null
              ? ""
              : `${formatCount(list.total)} of ${formatCounted(list.all ?? list.total, "run")} · sorted by ${sortWords(sort)}`}
          </>
        }
      />
    </>
  );
}
