"use client";

import { memo } from "react";
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatNumber } from "@/domain/format/number";
import { drawnRange, PLOT } from "./plot-geometry";
import { PlotOverlay } from "./plot-overlay";
import type { PreparedLines } from "./prepare-lines";
import type { Scale, XAxisKind } from "./series-input";
import { SeriesLayer } from "./series-layer";
import { durationTicks, linearTicks, plainTickFormat, shortenTick, valueTicks } from "./ticks";

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

/** Draws what prepareLines made. Loaded on demand: Recharts is a third of the page's script. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { prepared, axis, scale, smoothing, height, bytes, formatX, formatY } = props;
  if (!prepared.x || !prepared.y) return null;
  const x = drawnRange(prepared.x);
  const y = prepared.y;
  const xTicks = axis === "time" ? durationTicks(x, 5) : linearTicks(x, 5).filter(Number.isInteger);
  const yTicks = valueTicks(y, scale, Math.max(2, Math.floor(height / 44)), bytes);
  const writeY =
    (formatY === formatNumber && plainTickFormat(yTicks)) || ((tick: number) => shortenTick(formatY(tick)));
  const frame = [
    { x: x[0], y: y[0] },
    { x: x[1], y: y[1] },
  ];
  return (
    <div className="relative" style={{ height }}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
        <ComposedChart
          data={frame}
          accessibilityLayer={false}
          margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
        >
          <CartesianGrid syncWithTicks vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[x[0], x[1]]}
            ticks={xTicks}
            allowDataOverflow
            height={PLOT.bottom}
            tickFormatter={(tick: number) => shortenTick(formatX(tick))}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
          />
          <YAxis
            type="number"
            scale={scale}
            domain={[y[0], y[1]]}
            ticks={yTicks}
            allowDataOverflow
            width={PLOT.left}
            tickFormatter={(tick: number) => writeY(tick)}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={false}
          />
          <Line dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
          <SeriesLayer prepared={prepared} smoothing={smoothing} />
        </ComposedChart>
      </ResponsiveContainer>
      <PlotOverlay {...props} x={x} y={y} />
    </div>
  );
});
