"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { formatX } from "../charts/axis-words";
import { ChartControls } from "../charts/chart-controls";
import { type ChartColumns, ChartGrid, readColumns } from "../charts/chart-grid";
import { ChartPage } from "../charts/chart-page";
import { groupKeys } from "../charts/group-keys";
import { useChartUrl } from "../charts/use-chart-url";
import { useKeys } from "../layout/keys";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Skeleton } from "../ui/skeleton";
import type { TabProps } from "./run-data";
import { PANEL_HEIGHT, SeriesPanel } from "./series-panel";

const LAYOUT: Readonly<Record<ChartColumns, string>> = {
  "1": "[--columns:1]",
  "2": "[--columns:1] md:grid-cols-2 md:[--columns:2]",
  "3": "[--columns:1] md:grid-cols-2 md:[--columns:2] xl:grid-cols-3 xl:[--columns:3]",
};

/** Every metric that the run logged, by prefix, with one crosshair and one zoom. */
export function ChartsTab({ project, run, values }: TabProps) {
  const trpc = useTRPC();
  const { params, set, look, zoom, setZoom } = useChartUrl();
  const keys = useQuery(trpc.series.sharedKeys.queryOptions({ project, runs: [run.id] }));
  const [wanted, setWanted] = useState(params.get("q") ?? "");
  const columns = readColumns(params.get("columns"));
  const groups = useMemo(() => groupKeys(keys.data?.map((one) => one.key) ?? [], wanted), [keys.data, wanted]);

  const search = useRef<HTMLInputElement>(null);
  useKeys("Charts", [{ keys: "/", label: "Find a metric", run: () => search.current?.focus() }]);

  if (keys.isError) return <ErrorState what="The charts" error={keys.error} onRetry={() => keys.refetch()} />;
  const all = keys.data?.length ?? 0;
  if (keys.data && all === 0) {
    return <EmptyState title="No metrics yet">Curves appear here with the first value that the run logs.</EmptyState>;
  }
  const shown = groups.reduce((sum, group) => sum + group.keys.length, 0);
  const showX = formatX(zoom?.axis ?? look.axis);
  return (
    <ChartPage zoom={zoom} onZoom={setZoom}>
      <div className="sticky top-0 z-20 flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
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
        <ChartControls look={look} columns={columns} onChange={set} />
        {zoom ? (
          <Button size="sm" onClick={() => setZoom(null)}>
            Show all, not only {showX(zoom.range[0])} to {showX(zoom.range[1])}
          </Button>
        ) : null}
      </div>
      {keys.data ? null : (
        <div className="grid gap-3 p-4 md:grid-cols-2">
          <Skeleton className="h-60" />
          <Skeleton className="h-60" />
        </div>
      )}
      {keys.data && shown === 0 ? <EmptyState title={`No metric is called like “${wanted}”`} /> : null}
      {groups.map((group) => (
        <section key={group.prefix} aria-label={group.prefix || "Without a prefix"} className="px-4 pt-3">
          <h2 className="pb-2 text-sm font-semibold">
            {group.prefix || "other"}{" "}
            <span className="font-normal text-muted">
              {formatCount(group.keys.length)}
              {group.prefix === "system" ? ", over time: the machine knows no steps" : ""}
            </span>
          </h2>
          <ChartGrid keys={group.keys} layout={LAYOUT[columns]} height={PANEL_HEIGHT}>
            {(key) => (
              <SeriesPanel
                key={key}
                project={project}
                run={run}
                metric={key}
                axis={group.prefix === "system" && look.axis !== "time" ? "relative" : look.axis}
                scale={look.scale}
                smoothing={look.smoothing}
                values={values}
              />
            )}
          </ChartGrid>
        </section>
      ))}
      <p className="p-4 text-xs text-muted">
        Drag over a chart to zoom all of them, double-click to see all. Arrow keys move the crosshair, + zooms, Esc
        resets.
      </p>
    </ChartPage>
  );
}
