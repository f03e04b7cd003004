"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatNumber } from "@/domain/format/number";

export type HistogramBin = { low: number; high: number; counts: Record<string, number> };
export type HistogramSide = { id: string; label: string; color: string };

type HistogramProps = { bins: readonly HistogramBin[]; sides: readonly HistogramSide[]; height: number };

const AXIS_TEXT = { fontSize: 11, fill: "var(--muted)" } as const;

/** Counts of one value on shared bins, sides beside each other. */
export function Histogram({ bins, sides, height }: HistogramProps) {
  const rows = bins.map((bin) => ({ ...bin.counts, bin: `${formatNumber(bin.low)} to ${formatNumber(bin.high)}` }));
  const everyOther = Math.max(0, Math.ceil(bins.length / 6) - 1);
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
      <BarChart data={rows} barGap={0} barCategoryGap={1} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="bin"
          interval={everyOther}
          tick={AXIS_TEXT}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          tickFormatter={(bin: string) => bin.split(" ")[0] ?? bin}
        />
        <YAxis width={40} allowDecimals={false} tick={AXIS_TEXT} tickLine={false} axisLine={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--sunken)" }}
          formatter={(value) => formatCount(Number(value))}
          contentStyle={{
            background: "var(--surface)",
            border: "1px solid var(--line)",
            borderRadius: 6,
            fontSize: 12,
            padding: "6px 8px",
          }}
        />
        {sides.map((side) => (
          <Bar key={side.id} dataKey={side.id} name={side.label} fill={side.color} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
