"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { loadPart } from "../ui/load-part";
import { Skeleton } from "../ui/skeleton";
import { ChartLegend } from "./chart-legend";
import { ChartMenu } from "./chart-menu";
import { useCrosshair } from "./chart-page";
import { ChartTable } from "./chart-table";
import { describeKey } from "./describe-key";
import { formatX } from "./format-x";
import { type PreparedLines, prepareLines, readAt } from "./prepare-lines";
import { writeSeriesCsv } from "./series-csv";
import type { ChartSeries, Range, Scale, XAxisKind } from "./series-input";
import { styleSeries } from "./series-style";

const LineChart = dynamic(() => loadPart(() => import("./line-chart").then((module) => module.LineChart)), {
  ssr: false,
});

export type LineCardProps = {
  /** Metric key; gives title and unit. */
  metric: string;
  /** Undefined while it is on its way. */
  series: readonly ChartSeries[] | undefined;
  axis: XAxisKind;
  scale: Scale;
  smoothing: number;
  zoom: Range | null;
  origin?: number;
  height?: number;
  /** Newest value, ahead of the drawn curve. */
  current?: number | null;
  problem?: ReactNode;
};

/** One metric: name, value under the crosshair or now, curve, and what the curve does not show. */
export function LineCard(props: LineCardProps) {
  const { metric, series, axis, scale, smoothing, zoom, origin, height = 180, current, problem } = props;
  const words = describeKey(metric);
  const frame = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [tableOpen, setTableOpen] = useState(false);
  const prepared = useMemo(
    () => prepareLines(series ?? [], { scale, smoothing, hidden, xRange: zoom, origin }),
    [series, scale, smoothing, hidden, zoom, origin],
  );
  const legend = useMemo(() => {
    const styles = styleSeries((series ?? []).map((one) => one.runId));
    return (series ?? []).map((one, index) => ({
      id: one.id,
      label: one.label,
      style: styles[index] ?? { color: "var(--ink)", dash: "" },
    }));
  }, [series]);
  const showX = formatX(axis);
  const drawable = prepared.x !== null && prepared.y !== null;
  return (
    <figure ref={frame} aria-label={metric} className="min-w-0 rounded-lg border border-line bg-surface px-3 pt-2 pb-1">
      <figcaption className="flex h-8 items-center gap-2">
        <span className="truncate text-sm font-semibold" title={metric}>
          {words.name}
        </span>
        {words.prefix ? <span className="text-xs text-muted">{words.prefix}</span> : null}
        <span className="ml-auto whitespace-nowrap text-sm">
          <CurrentReading prepared={prepared} axis={axis} current={current} format={words.format} />
          {words.unit && words.unit !== "%" && words.unit !== "W" ? (
            <span className="ml-1 text-xs text-muted">{words.unit}</span>
          ) : null}
        </span>
        {drawable ? (
          <ChartMenu
            name={metric}
            frame={frame}
            csv={() => writeSeriesCsv(prepared, axis === "time" ? "seconds" : "step")}
            onTable={() => setTableOpen(true)}
          />
        ) : null}
      </figcaption>
      <div style={{ height }}>
        {problem ?? null}
        {problem || series !== undefined ? null : <Skeleton className="h-full" />}
        {!problem && series !== undefined && !drawable ? (
          <p className="grid h-full place-items-center text-xs text-muted">
            {prepared.nonFinite > 0
              ? `Only NaN or infinite values: ${formatCount(prepared.nonFinite)} points`
              : prepared.nonPositive > 0
                ? "Nothing above zero to draw on a log axis"
                : "No points here"}
          </p>
        ) : null}
        {!problem && drawable ? (
          <LineChart
            prepared={prepared}
            axis={axis}
            scale={scale}
            smoothing={smoothing > 0}
            height={height}
            label={metric}
            bytes={words.bytes}
            formatX={showX}
            formatY={words.format}
          />
        ) : null}
      </div>
      {legend.length > 1 ? <ChartLegend entries={legend} hidden={hidden} onChange={setHidden} /> : null}
      <p className="min-h-4 text-[11px] text-muted">{describeLimits(prepared)}</p>
      {tableOpen ? (
        <ChartTable
          open
          onOpenChange={setTableOpen}
          title={metric}
          prepared={prepared}
          xName={axis === "time" ? "time" : "step"}
          formatX={showX}
        />
      ) : null}
    </figure>
  );
}

type CurrentReadingProps = {
  prepared: PreparedLines;
  axis: XAxisKind;
  current: number | null | undefined;
  format: (value: number) => string;
};

/** Alone with the crosshair, so that moving it redraws no chart. */
function CurrentReading({ prepared, axis, current, format }: CurrentReadingProps) {
  const at = useCrosshair(axis);
  const [reading] = at ? readAt(prepared, at.x) : [];
  const lastPoint = prepared.series[0]?.stretches.at(-1)?.points.at(-1);
  const value = reading?.point.mean ?? current ?? lastPoint?.mean;
  if (value === undefined || value === null) return null;
  return (
    <data value={String(value)} title={String(value)} className={reading ? "text-accent" : "font-medium"}>
      {format(value)}
    </data>
  );
}

function describeLimits(prepared: PreparedLines): string {
  const parts: string[] = [];
  const points = prepared.series.reduce((sum, series) => sum + series.points, 0);
  const drawn = prepared.series.reduce(
    (sum, series) => sum + series.stretches.reduce((all, stretch) => all + stretch.points.length, 0),
    0,
  );
  if (points > drawn && drawn > 0) parts.push(`${formatCount(points)} points as ${formatCount(drawn)} with min–max`);
  if (prepared.nonFinite > 0) parts.push(`${formatCount(prepared.nonFinite)} NaN or infinite, marked at the top`);
  if (prepared.nonPositive > 0) parts.push(`${formatCount(prepared.nonPositive)} not above zero, not drawn`);
  if (prepared.total > prepared.series.length)
    parts.push(`${prepared.series.length} of ${prepared.total} series drawn`);
  return parts.join(" · ");
}
