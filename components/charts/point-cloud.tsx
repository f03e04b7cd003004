"use client";

import { useRef } from "react";
import { formatNumber } from "@/domain/format/number";
import { linearTicks, padRange, plainTickFormat } from "./ticks";
import { useWidth } from "./use-width";

export type Cloud = { id: string; color: string; points: readonly { x: number; y: number }[] };

type PointCloudProps = {
  clouds: readonly Cloud[];
  /** The same for panels that stand side by side. */
  range: { x: readonly [number, number]; y: readonly [number, number] };
  axes: { x: string; y: string };
  label: string;
  height: number;
};

const MARGIN = { left: 44, right: 12, top: 22, bottom: 34 };

/** One value against another, a dot each; both zeros are drawn. */
export function PointCloud({ clouds, range, axes, label, height }: PointCloudProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [left, right] = padRange([range.x[0], range.x[1]], "linear");
  const [low, high] = padRange([range.y[0], range.y[1]], "linear");
  const inner = { width: Math.max(1, width - MARGIN.left - MARGIN.right), height: height - MARGIN.top - MARGIN.bottom };
  const across = (x: number) => MARGIN.left + ((x - left) / (right - left)) * inner.width;
  const down = (y: number) => MARGIN.top + ((high - y) / (high - low)) * inner.height;
  const [columns, rows] = [linearTicks([left, right], 6), linearTicks([low, high], 4)];
  const [writeX, writeY] = [plainTickFormat(columns) ?? formatNumber, plainTickFormat(rows) ?? formatNumber];
  return (
    <div ref={frame} style={{ height }}>
      {width > 0 ? (
        <svg data-picture width={width} height={height} role="img" aria-label={label} className="block">
          <text x={MARGIN.left - 6} y={12} fontSize="11" fill="var(--muted)">
            {axes.y}
          </text>
          {rows.map((tick) => (
            <g key={tick}>
              <line
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={down(tick)}
                y2={down(tick)}
                stroke={tick === 0 ? "var(--line-strong)" : "var(--line)"}
              />
              <text x={MARGIN.left - 6} y={down(tick) + 4} fontSize="11" fill="var(--muted)" textAnchor="end">
                {writeY(tick)}
              </text>
            </g>
          ))}
          {columns.map((tick) => (
            <g key={tick}>
              {tick === 0 ? (
                <line x1={across(0)} x2={across(0)} y1={MARGIN.top} y2={down(low)} stroke="var(--line-strong)" />
              ) : null}
              <text x={across(tick)} y={height - 18} fontSize="11" fill="var(--muted)" textAnchor="middle">
                {writeX(tick)}
              </text>
            </g>
          ))}
          <text x={MARGIN.left + inner.width / 2} y={height - 4} fontSize="11" fill="var(--muted)" textAnchor="middle">
            {axes.x}
          </text>
          {clouds.map(({ id, color, points }) => (
            // A line of no length with round ends is a dot: many dots, one element.
            <path
              key={id}
              d={points.map(({ x, y }) => `M${across(x).toFixed(1)},${down(y).toFixed(1)}h0`).join("")}
              stroke={color}
              strokeWidth="5"
              strokeLinecap="round"
              strokeOpacity="0.65"
            />
          ))}
        </svg>
      ) : null}
    </div>
  );
}
