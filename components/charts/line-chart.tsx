"use client";

import { memo, useMemo, useRef } from "react";
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import { formatNumber } from "@/domain/format/number";
import { AXIS_WORDS, xTicks } from "./axis-words";
import { LinesCanvas } from "./lines-canvas";
import { drawnRange, PLOT } from "./plot-geometry";
import { PlotOverlay } from "./plot-overlay";
import { plotScales } from "./plot-scales";
import type { PreparedLines } from "./prepare-lines";
import type { Scale, XAxisKind } from "./series-input";
import { SeriesLayer } from "./series-layer";
import { plainTickFormat, shortenTick, valueTicks } from "./ticks";
import { useWidth } from "./use-width";

export type LineChartProps = {
  prepared: PreparedLines;
  axis: XAxisKind;
  scale: Scale;
  smoothing: boolean;
  height: number;
  label: string;
  bytes: boolean;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
};

const AXIS_TEXT = { fontSize: 11, fill: "var(--muted)" } as const;
/** More than this many lines or points would cost the page more as elements than as pixels. */
const MOST_VECTOR_SERIES = 20;
const MOST_VECTOR_POINTS = 2_000;

export function drawsOnCanvas({ series, drawn }: Pick<PreparedLines, "series" | "drawn">): boolean {
  return series.length > MOST_VECTOR_SERIES || drawn > MOST_VECTOR_POINTS;
}

/** Draws what prepareLines made. Loaded on demand: Recharts is a third of the page's script. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { prepared, axis, scale, smoothing, height, bytes, formatY } = props;
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const [x, y] = [prepared.x && drawnRange(prepared.x), prepared.y];
  const [x0, x1] = x ?? [0, 1];
  const [y0, y1] = y ?? [0, 1];
  const scales = useMemo(
    () => plotScales([x0, x1], [y0, y1], scale, { width, height }),
    [x0, x1, y0, y1, scale, width, height],
  );
  if (!x || !y) return null;
  const marks = xTicks(axis, x);
  const yTicks = valueTicks(y, scale, Math.max(2, Math.floor(height / 44)), bytes);
  const writeY =
    (formatY === formatNumber && plainTickFormat(yTicks)) || ((tick: number) => shortenTick(formatY(tick)));
  const frame = [
    { x: x0, y: y0 },
    { x: x1, y: y1 },
  ];
  const canvas = drawsOnCanvas(prepared);
  return (
    <div ref={place} className="relative" style={{ height }}>
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={height}
          data={frame}
          accessibilityLayer={false}
          margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
        >
          <CartesianGrid syncWithTicks vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[x0, x1]}
            ticks={marks.ticks}
            allowDataOverflow
            height={PLOT.bottom}
            tickFormatter={marks.write}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
          />
          <YAxis
            type="number"
            scale={scale}
            domain={[y0, y1]}
            ticks={yTicks}
            allowDataOverflow
            width={PLOT.left}
            tickFormatter={(tick: number) => writeY(tick)}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={false}
          />
          <Line dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
          {canvas ? null : <SeriesLayer prepared={prepared} smoothing={smoothing} scales={scales} />}
        </ComposedChart>
      )}
      {canvas && width > 0 ? <LinesCanvas prepared={prepared} smoothing={smoothing} scales={scales} /> : null}
      <span
        aria-hidden
        className="absolute bottom-0 left-0 pr-4 text-right text-[11px] text-muted"
        style={{ width: PLOT.left, height: PLOT.bottom, lineHeight: `${PLOT.bottom}px` }}
      >
        {AXIS_WORDS[axis].unit}
      </span>
      <PlotOverlay {...props} x={x} y={y} />
    </div>
  );
});
