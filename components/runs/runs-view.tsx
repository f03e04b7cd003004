"use client";

import { Rocket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { type RunSort, readRunSort, writeRunSort } from "@/domain/runs/run-sort";
import { useKeys } from "../layout/keys";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { useUrlParams } from "../run/use-url-params";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { Kbd } from "../ui/kbd";
import { FilterBox } from "./filter-box";
import { NoRuns } from "./no-runs";
import { resultDomain } from "./result-cell";
import { RunPreview } from "./run-preview";
import { RunsTable } from "./runs-table";
import { SelectionTray } from "./selection-tray";
import { useLossLines } from "./use-loss-lines";
import { useRunSelection } from "./use-run-selection";
import { useRuns } from "./use-runs";

const SORT_WORDS: Readonly<Record<string, string>> = {
  created: "launch",
  started: "start",
  name: "name",
  state: "state",
  stage: "stage",
  duration: "duration",
  result: "ROUGE-L",
  cost: "cost",
};

function sortWords({ by, direction }: RunSort): string {
  return `${SORT_WORDS[by] ?? by}, ${direction === "asc" ? "rising" : "falling"}`;
}

export function RunsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const router = useRouter();
  const { params, set } = useUrlParams();
  const filter = params.get("filter") ?? "";
  const sortText = params.get("sort");
  const sort = useMemo(() => readRunSort(sortText), [sortText]);
  const runs = useRuns(filter, sort);
  const selection = useRunSelection(runs.rows);
  const lines = useLossLines(runs.rows);
  const [previewing, setPreviewing] = useState(false);
  const setFilter = useCallback((value: string) => set({ filter: value }), [set]);
  const setSort = useCallback((value: RunSort) => set({ sort: writeRunSort(value) }), [set]);
  const facts = useMemo(
    () => ({ project: project.slug, domain: resultDomain(runs.rows), lines }),
    [project.slug, runs.rows, lines],
  );
  const current = selection.cursor === null ? undefined : runs.rows[selection.cursor];
  const move = (by: number) => selection.moveTo((selection.cursor ?? (by > 0 ? -1 : runs.rows.length)) + by);
  useKeys("Runs", [
    { keys: "j", label: "Next run", run: () => move(1) },
    { keys: "k", label: "Run before", run: () => move(-1) },
    { keys: "ArrowDown", label: "Next run", run: () => move(1) },
    { keys: "ArrowUp", label: "Run before", run: () => move(-1) },
    { keys: "x", label: "Select", run: () => selection.toggle(selection.cursor ?? 0, false) },
    { keys: "X", label: "Select up to here", run: () => selection.toggle(selection.cursor ?? 0, true) },
    { keys: "Space", label: "Preview", run: () => setPreviewing((shown) => !shown) },
    {
      keys: "Enter",
      label: "Open run",
      run: () => current && router.push(pageAddress(project.slug, `/runs/${current.id}`)),
    },
  ]);
  const empty = !runs.pending && !runs.error && runs.rows.length === 0;
  return (
    <>
      <div className="flex shrink-0 items-center gap-2 px-4 pt-3.5 pb-2.5">
        <h1 className="mr-2 whitespace-nowrap">
          Runs{" "}
          <small className="ml-1 text-sm font-normal text-muted">
            {runs.total === null ? "" : formatCount(runs.total)}
          </small>
        </h1>
        <FilterBox value={filter} onChange={setFilter} />
        {runs.newRuns > 0 ? (
          <Button size="md" onClick={runs.showNewRuns}>
            Show {formatCounted(runs.newRuns, "new run")}
          </Button>
        ) : null}
        {mayWrite ? (
          <ButtonLink href={pageAddress(project.slug, "/launch")} variant="primary">
            <Rocket aria-hidden className="size-3.5" /> Launch
            <Kbd tone="inherit">L</Kbd>
          </ButtonLink>
        ) : null}
      </div>
      {runs.error ? <ErrorState what="The list of runs" error={runs.error} onRetry={runs.retry} /> : null}
      {empty ? <NoRuns filter={filter} onClear={() => setFilter("")} /> : null}
      {runs.error || empty ? null : (
        <div className="flex min-h-0 flex-1" data-stale={runs.stale || undefined}>
          <RunsTable {...runs} sort={sort} onSort={setSort} selection={selection} facts={facts} />
          {previewing && current ? (
            <RunPreview
              run={current}
              project={project.slug}
              loss={lines.get(current.id)}
              onClose={() => setPreviewing(false)}
            />
          ) : null}
        </div>
      )}
      <SelectionTray
        rows={runs.rows}
        matching={runs.matching}
        total={runs.total}
        sortedBy={sortWords(sort)}
        selection={selection}
      />
    </>
  );
}
