"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatNumber } from "@/domain/format/number";
import { linearTicks, plainTickFormat } from "./ticks";

export type HistogramBin = { low: number; high: number; counts: Record<string, number> };
export type HistogramSide = { id: string; label: string; color: string };
/** A line across the bars at a value; one beyond the bins is told in words instead. */
export type HistogramMark = { value: number; label: string; color?: string };

type HistogramProps = {
  bins: readonly HistogramBin[];
  sides: readonly HistogramSide[];
  height: number;
  marks?: readonly HistogramMark[];
  /** A click on the bars of a bin, by its place; whoever gives it gives the keyboard another way. */
  onBin?: (place: number) => void;
};

const AXIS_TEXT = { fontSize: 11, fill: "var(--muted)" } as const;
const AXIS_LINE = { stroke: "var(--line-strong)" } as const;

/** Counts of one value on shared bins, sides beside each other. */
export function Histogram({ bins, sides, height, marks = [], onBin }: HistogramProps) {
  const rows = bins.map((bin) => ({
    ...bin.counts,
    low: bin.low,
    bin: `${formatNumber(bin.low)} to ${formatNumber(bin.high)}`,
  }));
  const [low, high] = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 0];
  const ticks = linearTicks([low, high], 6);
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
      <BarChart
        data={rows}
        barGap={0}
        barCategoryGap={1}
        margin={{ top: marks.length > 0 ? 18 : 8, right: 12, bottom: 0, left: 0 }}
        onClick={(state) => {
          const place = Number(state.activeTooltipIndex ?? Number.NaN);
          if (Number.isInteger(place)) onBin?.(place);
        }}
        className={onBin ? "[&_.recharts-surface]:cursor-pointer" : undefined}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="bin"
          hide={high > low}
          height={high > low ? 0 : 30}
          tick={AXIS_TEXT}
          tickLine={false}
          axisLine={AXIS_LINE}
        />
        {high > low ? (
          // The bars stand in bins; their edges lie on an axis of numbers, which has round ticks.
          <XAxis
            xAxisId="value"
            dataKey="low"
            type="number"
            domain={[low, high]}
            allowDataOverflow
            ticks={ticks}
            interval={0}
            tick={AXIS_TEXT}
            tickSize={4}
            tickLine={AXIS_LINE}
            axisLine={AXIS_LINE}
            tickFormatter={plainTickFormat(ticks) ?? formatNumber}
          />
        ) : null}
        <YAxis width={40} allowDecimals={false} tick={AXIS_TEXT} tickLine={false} axisLine={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--sunken)" }}
          formatter={(value) => formatCount(Number(value))}
          itemStyle={{ color: "var(--ink)" }}
          contentStyle={{
            background: "var(--surface)",
            border: "1px solid var(--line)",
            borderRadius: 6,
            fontSize: 12,
            padding: "6px 8px",
          }}
        />
        {marks
          .filter(({ value }) => high > low && value >= low && value <= high)
          .map(({ value, label, color = "var(--ink)" }) => (
            <ReferenceLine
              key={label}
              xAxisId="value"
              x={value}
              stroke={color}
              strokeDasharray="4 3"
              label={{ value: label, position: "top", fontSize: 11, fill: color }}
            />
          ))}
        {sides.map((side) => (
          <Bar
            key={side.id}
            dataKey={side.id}
            name={side.label}
            fill={side.color}
            isAnimationActive={false}
            // A finger, or a quick hand, clicks before anything was hovered.
            onClick={onBin ? (_, place) => onBin(place) : undefined}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
