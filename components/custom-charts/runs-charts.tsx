"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { LineChart, Plus } from "lucide-react";
import Link from "next/link";
import { useMemo, useRef, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { formatX } from "../charts/axis-words";
import { ChartControls } from "../charts/chart-controls";
import { type ChartColumns, ChartGrid, readColumns } from "../charts/chart-grid";
import { ChartLegend, legendOf } from "../charts/chart-legend";
import { ChartPage } from "../charts/chart-page";
import { groupKeys } from "../charts/group-keys";
import { groupRuns } from "../charts/group-runs";
import { RunsChart } from "../charts/runs-chart";
import { SeenPlace } from "../charts/seen-place";
import { useChartUrl } from "../charts/use-chart-url";
import { useKeys } from "../layout/keys";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Skeleton } from "../ui/skeleton";
import { type ChartDraft, ChartEditor } from "./chart-editor-part";
import { type ChosenRuns, sayChosen } from "./chosen-runs";
import { useRunsLive } from "./use-runs-live";

const LAYOUT: Readonly<Record<ChartColumns, string>> = {
  "1": "[--columns:1]",
  "2": "[--columns:1] lg:grid-cols-2 lg:[--columns:2]",
  "3": "[--columns:1] lg:grid-cols-2 lg:[--columns:2] 2xl:grid-cols-3 2xl:[--columns:3]",
};
const HEIGHT = 240;
/** Name, line of limits and air around a drawing. */
const AROUND = 62;

/** Every metric of the chosen runs, one chart each, one legend and one crosshair for all. */
export function RunsCharts({ of }: { of: ChosenRuns }) {
  const trpc = useTRPC();
  const { project } = useProject();
  const mayWrite = useMayDo("views.write");
  const { params, set, look, zoom, setZoom } = useChartUrl();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState<ChartDraft | null>(null);
  const chosen = useQuery(
    trpc.charts.runs.queryOptions({ project: project.slug, of }, { placeholderData: keepPreviousData }),
  );
  const runs = useMemo(() => chosen.data?.runs ?? [], [chosen.data]);
  const ids = useMemo(() => runs.map((run) => run.id), [runs]);
  useRunsLive();
  const keys = useQuery(
    trpc.series.sharedKeys.queryOptions(
      { project: project.slug, runs: ids },
      { enabled: ids.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const [wanted, setWanted] = useState(params.get("q") ?? "");
  const columns = readColumns(params.get("columns"));
  const groups = useMemo(() => groupKeys(keys.data?.map((one) => one.key) ?? [], wanted), [keys.data, wanted]);
  const legend = useMemo(() => legendOf(groupRuns(runs, look.bands)), [runs, look.bands]);
  const search = useRef<HTMLInputElement>(null);
  useKeys("Charts", [{ keys: "/", label: "Find a metric", run: () => search.current?.focus() }]);

  if (chosen.isError) return <ErrorState what="These runs" error={chosen.error} onRetry={() => chosen.refetch()} />;
  if (chosen.data && runs.length === 0) {
    return (
      <EmptyState title="No run to draw" action={<Link href={pageAddress(project.slug, "/runs")}>Choose runs</Link>}>
        {"filter" in of ? "No run matches the filter." : "The chosen runs are not in this project, or were deleted."}
      </EmptyState>
    );
  }
  const all = keys.data?.length ?? 0;
  const shown = groups.reduce((sum, group) => sum + group.keys.length, 0);
  const showX = formatX(zoom?.axis ?? look.axis);
  const more = chosen.data ? chosen.data.matching - runs.length : 0;
  return (
    <ChartPage zoom={zoom} onZoom={setZoom}>
      <header className="flex shrink-0 flex-wrap items-baseline gap-x-3 px-4 pt-3.5">
        <h1>
          Charts <small className="ml-1 text-sm font-normal text-muted">{sayChosen(of)}</small>
        </h1>
        <p className="text-sm text-muted">
          {chosen.data
            ? `${formatCounted(runs.length, "run")}${more > 0 ? `, the newest of ${formatCount(chosen.data.matching)}: a chart holds a hundred` : ""}`
            : ""}
        </p>
        <Link href={pageAddress(project.slug, "/charts")} className="ml-auto text-sm text-accent hover:underline">
          Charts of the project
        </Link>
      </header>
      <div className="sticky top-0 z-20 border-line border-b bg-surface px-4 py-2">
        <div className="flex flex-wrap items-center gap-2">
          <Input
            type="search"
            aria-label="Find a metric"
            placeholder="Find a metric, e.g. loss  /"
            ref={search}
            value={wanted}
            onChange={(event) => {
              setWanted(event.target.value);
              set({ q: event.target.value });
            }}
            className="max-w-60"
          />
          <span className="text-xs text-muted" aria-live="polite">
            {keys.data ? `${formatCount(shown)} of ${formatCounted(all, "metric")}` : ""}
          </span>
          <ChartControls look={look} columns={columns} seeds={runs.length > 1} onChange={set} />
          {zoom ? (
            <Button size="sm" onClick={() => setZoom(null)}>
              Show all, not only {showX(zoom.range[0])} to {showX(zoom.range[1])}
            </Button>
          ) : null}
        </div>
        <div className="pt-1.5">
          <ChartLegend entries={legend} hidden={hidden} onChange={setHidden} />
        </div>
      </div>
      {keys.isError ? <ErrorState what="The metrics" error={keys.error} onRetry={() => keys.refetch()} /> : null}
      {keys.data || keys.isError ? null : (
        <div className="grid gap-3 p-4 lg:grid-cols-2">
          <Skeleton className="h-72" />
          <Skeleton className="h-72" />
        </div>
      )}
      {keys.data && all === 0 ? (
        <EmptyState title="No metrics yet">
          Curves appear here with the first value that one of these runs logs.
        </EmptyState>
      ) : null}
      {all > 0 && shown === 0 ? <EmptyState title={`No metric is called like “${wanted}”`} /> : null}
      {groups.map((group) => (
        <section key={group.prefix} aria-label={group.prefix || "Without a prefix"} className="px-4 pt-3">
          <h2 className="pb-2 text-sm font-semibold">
            {group.prefix || "other"} <span className="font-normal text-muted">{formatCount(group.keys.length)}</span>
          </h2>
          <ChartGrid keys={group.keys} layout={LAYOUT[columns]} height={HEIGHT + AROUND}>
            {(key) => (
              <SeenPlace key={key} name={key} minHeight={HEIGHT + AROUND}>
                <RunsChart
                  project={project.slug}
                  runs={runs}
                  keys={[key]}
                  {...look}
                  axis={group.prefix === "system" && look.axis !== "time" ? "relative" : look.axis}
                  height={HEIGHT}
                  hidden={hidden}
                  actions={
                    mayWrite ? (
                      <Button
                        variant="ghost"
                        size="icon"
                        aria-label={`Make a chart of ${key}`}
                        title="Keep as a chart of the project"
                        onClick={() => setDraft({ title: key, keys: [key], of, ...look })}
                      >
                        <Plus aria-hidden className="size-4" />
                      </Button>
                    ) : null
                  }
                />
              </SeenPlace>
            )}
          </ChartGrid>
        </section>
      ))}
      <p className="flex items-center gap-2 p-4 text-xs text-muted">
        <LineChart aria-hidden className="size-3.5" />
        Drag over a chart to zoom all of them, double-click to see all. Arrow keys move the crosshair, + zooms, Esc
        resets. In the legend Shift-click shows one alone.
      </p>
      {draft ? <ChartEditor draft={draft} saved={null} onClose={() => setDraft(null)} /> : null}
    </ChartPage>
  );
}
