"use client";

import { type ReactNode, useMemo, useRef } from "react";
import type { SeedBand } from "@/domain/charts/chart-axis";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import { legendOf } from "./chart-legend";
import { useZoom } from "./chart-page";
import { foldSeeds } from "./fold-seeds";
import { type GroupedRun, groupRuns } from "./group-runs";
import { LineCard } from "./line-card";
import type { Scale, XAxisKind } from "./series-input";
import { unpackCurves } from "./unpack-curves";
import { useCurves } from "./use-curves";
import { useNear } from "./use-seen";

export type RunsChartProps = {
  project: string;
  /** At most a hundred. */
  runs: readonly GroupedRun[];
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

/** Several runs in one chart, inside of a `ChartPage`. Fetched while it is near the screen. */
export function RunsChart(props: RunsChartProps) {
  const { project, runs, axis = "step", scale = "linear", smoothing = 0, bands = "none" } = props;
  const keyText = props.keys.join("\n");
  const keys = useMemo(() => keyText.split("\n"), [keyText]);
  const zoom = useZoom(axis);
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const query = useCurves({ project, runs: runs.map((run) => run.id), keys, axis, zoom, enabled: near });
  const drawnAxis = query.data?.axis ?? axis;
  const drawnZoom = useZoom(drawnAxis);
  const series = useMemo(() => {
    if (!query.data) return undefined;
    const names = new Map(runs.map((run) => [run.id, run.name]));
    const answer = { ...query.data, curves: query.data.curves.filter(({ run }) => names.has(run)) };
    const lines = unpackCurves(answer, { keys, nameOf: (id) => names.get(id) ?? id });
    const folded = bands === "none" ? lines : foldSeeds(lines, runs, bands);
    // A line looks the same in all charts of these runs, also where some of them have no such metric.
    const styles = new Map(legendOf(groupRuns(runs, bands)).map(({ id, style }) => [id, style]));
    return folded.map((line) => ({ ...line, style: styles.get(line.id) }));
  }, [query.data, runs, keys, bands]);
  const missing = query.data?.withoutAxis.length ?? 0;
  const remark =
    missing === 0
      ? undefined
      : `${formatCounted(missing, "run")} not drawn: ${drawnAxis === "tokens" ? "counted no train/tokens" : "not started"}`;
  return (
    <div ref={place} className="min-w-0">
      <LineCard
        metric={keys[0] ?? ""}
        title={props.title ?? (keys.length > 1 ? keys.join(", ") : undefined)}
        series={runs.length === 0 ? [] : series}
        axis={drawnAxis}
        scale={scale}
        smoothing={smoothing}
        zoom={drawnZoom}
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
