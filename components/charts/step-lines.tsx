"use client";

import { useRef } from "react";
import { formatNumber } from "@/domain/format/number";
import { linearTicks, plainTickFormat } from "./ticks";
import { useWidth } from "./use-width";

export type StepLine = {
  id: string;
  label: string;
  color: string;
  dashed?: boolean;
  points: { x: number; share: number }[];
};

type StepLinesProps = {
  lines: readonly StepLine[];
  marks: readonly { value: number; label: string }[];
  height: number;
  axis: string;
  range: readonly [number, number];
  /** What the picture shows, for those who do not see it. */
  label: string;
};

const MARGIN = { left: 36, right: 12, top: 16, bottom: 34 };
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** Steps up to one: the share of the values at or below each x. */
export function StepLines({ lines, marks, height, axis, range, label }: StepLinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [low, high] = range;
  const span = high - low || 1;
  const inner = { width: Math.max(1, width - MARGIN.left - MARGIN.right), height: height - MARGIN.top - MARGIN.bottom };
  const left = (x: number) => MARGIN.left + ((x - low) / span) * inner.width;
  const top = (share: number) => MARGIN.top + (1 - share) * inner.height;
  const ticks = linearTicks([low, high], 6);
  const write = plainTickFormat(ticks) ?? formatNumber;
  const path = ({ points }: StepLine) => {
    const steps = points.map(({ x, share }) => `H${left(x).toFixed(1)}V${top(share).toFixed(1)}`);
    return [`M${left(low).toFixed(1)},${top(0).toFixed(1)}`, ...steps, `H${left(high).toFixed(1)}`].join("");
  };
  return (
    <div ref={frame} style={{ height }}>
      {width > 0 ? (
        <svg data-picture width={width} height={height} role="img" aria-label={label} className="block">
          {SHARES.map((share) => (
            <g key={share}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={top(share)} y2={top(share)} stroke="var(--line)" />
              <text x={MARGIN.left - 6} y={top(share) + 4} fontSize="11" fill="var(--muted)" textAnchor="end">
                {share}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick} x={left(tick)} y={height - 18} fontSize="11" fill="var(--muted)" textAnchor="middle">
              {write(tick)}
            </text>
          ))}
          <text x={MARGIN.left + inner.width / 2} y={height - 4} fontSize="11" fill="var(--muted)" textAnchor="middle">
            {axis}
          </text>
          {marks
            .filter(({ value }) => value >= low && value <= high)
            .map(({ value, label: words }) => (
              <g key={words}>
                <line
                  x1={left(value)}
                  x2={left(value)}
                  y1={MARGIN.top}
                  y2={top(0)}
                  stroke="var(--ink)"
                  strokeDasharray="4 3"
                />
                <text x={left(value)} y={MARGIN.top - 4} fontSize="11" fill="var(--ink)" textAnchor="middle">
                  {words}
                </text>
              </g>
            ))}
          {lines.map((line) => (
            <path
              key={line.id}
              d={path(line)}
              fill="none"
              stroke={line.color}
              strokeWidth="1.5"
              strokeDasharray={line.dashed ? "5 3" : undefined}
            />
          ))}
        </svg>
      ) : null}
    </div>
  );
}
