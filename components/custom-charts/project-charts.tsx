"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { formatX } from "../charts/axis-words";
import { ChartPage } from "../charts/chart-page";
import { useChartUrl } from "../charts/use-chart-url";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { type ChartDraft, ChartEditor } from "./chart-editor-part";
import { SavedChartCard } from "./saved-chart-card";
import { useRunsLive } from "./use-runs-live";

const NEW: ChartDraft = {
  title: "",
  keys: [],
  of: { filter: "" },
  axis: "step",
  scale: "linear",
  smoothing: 0,
  bands: "none",
};

/** The charts that people of the project keep. */
export function ProjectCharts() {
  const trpc = useTRPC();
  const { project } = useProject();
  const mayWrite = useMayDo("views.write");
  const { zoom, setZoom } = useChartUrl();
  const [making, setMaking] = useState(false);
  useRunsLive();
  const charts = useQuery(trpc.charts.list.queryOptions({ project: project.slug }));
  if (charts.isError) return <ErrorState what="The charts" error={charts.error} onRetry={() => charts.refetch()} />;
  const make = mayWrite ? (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden className="size-3.5" /> New chart
    </Button>
  ) : null;
  const showX = zoom ? formatX(zoom.axis) : null;
  return (
    <ChartPage zoom={zoom} onZoom={setZoom}>
      <header className="flex shrink-0 flex-wrap items-center gap-2 px-4 pt-3.5 pb-2.5">
        <h1 className="mr-2">Charts</h1>
        {zoom && showX ? (
          <Button size="sm" onClick={() => setZoom(null)}>
            Show all, not only {showX(zoom.range[0])} to {showX(zoom.range[1])}
          </Button>
        ) : null}
        <span className="ml-auto">{make}</span>
      </header>
      {charts.data ? null : (
        <div className="grid gap-3 p-4 lg:grid-cols-2">
          <Skeleton className="h-80" />
          <Skeleton className="h-80" />
        </div>
      )}
      {charts.data?.length === 0 ? (
        <EmptyState title="No chart is kept yet" action={make}>
          A chart draws metrics of chosen runs, or of all that a filter finds, also of runs to come. Everybody in the
          project sees it. The metrics of a single run stand on its own page.
        </EmptyState>
      ) : null}
      <div className="grid gap-3 px-4 pb-4 lg:grid-cols-2">
        {charts.data?.map((chart) => (
          <SavedChartCard key={chart.id} chart={chart} />
        ))}
      </div>
      {making ? <ChartEditor draft={NEW} saved={null} onClose={() => setMaking(false)} /> : null}
    </ChartPage>
  );
}
