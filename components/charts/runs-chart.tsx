"use client";

import { type ReactNode, useMemo, useRef } from "react";
import type { SeedBand } from "@/domain/charts/chart-axis";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import { useZoom } from "./chart-page";
import { foldSeeds } from "./fold-seeds";
import { LineCard } from "./line-card";
import type { Scale, XAxisKind } from "./series-input";
import { unpackCurves } from "./unpack-curves";
import { useCurves } from "./use-curves";
import { useSeen } from "./use-seen";

/** `group` is the same for runs that differ by their seed alone; `charts.runs` gives it. */
export type ChartRun = { id: string; name: string; group: string };

export type RunsChartProps = {
  project: string;
  /** At most a hundred. */
  runs: readonly ChartRun[];
  /** At most eight metrics; with one, a line is called like its run. */
  keys: readonly string[];
  axis?: XAxisKind;
  scale?: Scale;
  /** 0 is the raw line alone; up to 0.99. */
  smoothing?: number;
  /** Runs of one group as their mean in a band. */
  bands?: SeedBand;
  height?: number;
  /** Instead of the metric's name. */
  title?: string;
  actions?: ReactNode;
  /** Run or group ids that a legend elsewhere hides; without it the chart has a legend of its own. */
  hidden?: ReadonlySet<string>;
};

const HEIGHT = 260;

/** Several runs in one chart, inside of a `ChartPage`. Fetched when it comes near the screen. */
export function RunsChart(props: RunsChartProps) {
  const { project, runs, keys, axis = "step", scale = "linear", smoothing = 0, bands = "none" } = props;
  const zoom = useZoom(axis);
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const query = useCurves({ project, runs: runs.map((run) => run.id), keys, axis, zoom, enabled: seen });
  const series = useMemo(() => {
    if (!query.data) return undefined;
    const byId = new Map(runs.map((run) => [run.id, run]));
    const nameOf = (id: string) => byId.get(id)?.name ?? id;
    const lines = unpackCurves(query.data, { keys, nameOf });
    return bands === "none" ? lines : foldSeeds(lines, (id) => byId.get(id)?.group ?? id, nameOf, bands);
  }, [query.data, runs, keys, bands]);
  const missing = query.data?.withoutAxis.length ?? 0;
  const remark =
    missing === 0
      ? undefined
      : `${formatCounted(missing, "run")} not drawn: ${axis === "tokens" ? "counted no train/tokens" : "not started"}`;
  return (
    <div ref={place} className="min-w-0">
      <LineCard
        metric={keys[0] ?? ""}
        title={props.title ?? (keys.length > 1 ? keys.join(", ") : undefined)}
        series={runs.length === 0 ? [] : series}
        axis={axis}
        scale={scale}
        smoothing={smoothing}
        zoom={zoom}
        height={props.height ?? HEIGHT}
        remark={remark}
        actions={props.actions}
        hidden={props.hidden}
        problem={query.isError && !query.data ? <UnreadCurves onRetry={() => query.refetch()} /> : null}
      />
    </div>
  );
}

export function UnreadCurves({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="grid h-full place-content-center gap-2 text-center text-xs text-muted">
      This curve could not be read.
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
