"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { loadPart } from "../ui/load-part";
import { Skeleton } from "../ui/skeleton";
import { AXIS_WORDS, formatX } from "./axis-words";
import { ChartLegend, legendOf } from "./chart-legend";
import { ChartMenu } from "./chart-menu";
import { useCrosshair } from "./chart-page";
import { ChartTable } from "./chart-table";
import { describeKey } from "./describe-key";
import { describeLimits } from "./describe-limits";
import { type PreparedLines, prepareLines } from "./prepare-lines";
import { readAt } from "./read-at";
import { writeSeriesCsv } from "./series-csv";
import type { ChartSeries, Range, Scale, XAxisKind } from "./series-input";

const LineChart = dynamic(() => loadPart(() => import("./line-chart").then((module) => module.LineChart)), {
  ssr: false,
});

export type LineCardProps = {
  /** Metric key; gives title and unit. */
  metric: string;
  /** Instead of the metric's name. */
  title?: string;
  /** Undefined while it is on its way. */
  series: readonly ChartSeries[] | undefined;
  axis: XAxisKind;
  scale: Scale;
  smoothing: number;
  zoom: Range | null;
  height?: number;
  /** Newest value, ahead of the drawn curve. */
  current?: number | null;
  problem?: ReactNode;
  /** What the card cannot show, below the chart. */
  remark?: string;
  /** Buttons beside the menu. */
  actions?: ReactNode;
  /** Which series a legend elsewhere hides; without it the card has its own. */
  hidden?: ReadonlySet<string>;
};

const NONE: ReadonlySet<string> = new Set();

/** One chart: name, value under the crosshair or now, curves, and what they do not show. */
export function LineCard(props: LineCardProps) {
  const { metric, title, series, axis, scale, smoothing, zoom, height = 180, current, problem, remark } = props;
  const words = describeKey(metric);
  const frame = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(NONE);
  const hidden = props.hidden ?? own;
  const [tableOpen, setTableOpen] = useState(false);
  const prepared = useMemo(
    () => prepareLines(series ?? [], { scale, smoothing, hidden, xRange: zoom }),
    [series, scale, smoothing, hidden, zoom],
  );
  const legend = useMemo(() => legendOf(series ?? []), [series]);
  const drawable = prepared.x !== null && prepared.y !== null;
  const name = title ?? metric;
  return (
    <figure ref={frame} aria-label={name} className="min-w-0 rounded-lg border border-line bg-surface px-3 pt-2 pb-1">
      <figcaption className="flex min-h-8 items-center gap-2">
        <span className="min-w-0 break-words text-sm font-semibold" title={name}>
          {title ?? words.name}
        </span>
        {words.prefix && !title ? <span className="text-xs text-muted">{words.prefix}</span> : null}
        <span className="ml-auto whitespace-nowrap text-sm">
          <CurrentReading prepared={prepared} axis={axis} current={current} format={words.format} />
          {words.unit && words.unit !== "%" && words.unit !== "W" ? (
            <span className="ml-1 text-xs text-muted">{words.unit}</span>
          ) : null}
        </span>
        {props.actions}
        {drawable ? (
          <ChartMenu
            name={name}
            frame={frame}
            picture={{ prepared, scale, smoothing: smoothing > 0, title: name }}
            csv={() => writeSeriesCsv(prepared, AXIS_WORDS[axis].column)}
            onTable={() => setTableOpen(true)}
          />
        ) : null}
      </figcaption>
      <div style={{ height }}>
        {problem ?? null}
        {problem || series !== undefined ? null : <Skeleton className="h-full" />}
        {!problem && series !== undefined && !drawable ? (
          <p className="grid h-full place-items-center text-xs text-muted">{sayEmpty(prepared)}</p>
        ) : null}
        {!problem && drawable ? (
          <LineChart
            prepared={prepared}
            axis={axis}
            scale={scale}
            smoothing={smoothing > 0}
            height={height}
            label={name}
            bytes={words.bytes}
            formatX={formatX(axis)}
            formatY={words.format}
          />
        ) : null}
      </div>
      {legend.length > 1 && !props.hidden ? <ChartLegend entries={legend} hidden={hidden} onChange={setOwn} /> : null}
      <p className="min-h-4 text-[11px] text-muted">{[remark, describeLimits(prepared)].filter(Boolean).join(" · ")}</p>
      {tableOpen ? (
        <ChartTable
          open
          onOpenChange={setTableOpen}
          title={name}
          prepared={prepared}
          xName={AXIS_WORDS[axis].name}
          formatX={formatX(axis)}
        />
      ) : null}
    </figure>
  );
}

function sayEmpty({ total, nonFinite, nonPositive }: PreparedLines): string {
  if (nonFinite > 0) return `Only NaN or infinite values: ${formatCount(nonFinite)} points`;
  if (nonPositive > 0) return "Nothing above zero to draw on a log axis";
  return total === 0 ? "Nothing is shown" : "No points here";
}

type CurrentReadingProps = {
  prepared: PreparedLines;
  axis: XAxisKind;
  current: number | null | undefined;
  format: (value: number) => string;
};

/** Alone with the crosshair, so that moving it redraws no chart. Of several lines none is the value. */
function CurrentReading({ prepared, axis, current, format }: CurrentReadingProps) {
  const at = useCrosshair(axis);
  const [only] = prepared.series;
  if (!only || prepared.series.length > 1) return null;
  const [reading] = at ? readAt(prepared, at.x) : [];
  const value = reading?.point.mean ?? current ?? only.stretches.at(-1)?.points.at(-1)?.mean;
  if (value === undefined || value === null) return null;
  return (
    <data value={String(value)} title={String(value)} className={reading ? "text-accent" : "font-medium"}>
      {format(value)}
    </data>
  );
}
