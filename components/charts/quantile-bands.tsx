"use client";

import { useRef } from "react";
import { formatNumber } from "@/domain/format/number";
import { linearTicks, padRange, plainTickFormat } from "./ticks";
import { useWidth } from "./use-width";

/** Quantiles in rising order, an odd number of them: the middle one is the line. */
export type BandPoint = { step: number; quantiles: readonly number[] };

type QuantileBandsProps = {
  points: readonly BandPoint[];
  /** The same for panels that stand side by side. */
  range: readonly [number, number];
  mark: { value: number; label: string } | null;
  color: string;
  height: number;
  /** What the picture shows, for those who do not see it. */
  label: string;
};

const MARGIN = { left: 40, right: 12, top: 12, bottom: 34 };
const OPACITIES = [0.16, 0.3];

/** How values lie at each step: nested bands around the median. */
export function QuantileBands({ points, range, mark, color, height, label }: QuantileBandsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const steps = points.map(({ step }) => step);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  const [low, high] = padRange([range[0], range[1]], "linear");
  const left = (step: number) =>
    MARGIN.left + (last === first ? 0.5 : (step - first) / (last - first)) * (width - MARGIN.left - MARGIN.right);
  const top = (value: number) => MARGIN.top + ((high - value) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
  const line = (at: number) =>
    points.map(({ step, quantiles }) => `${left(step).toFixed(1)},${top(quantiles[at] ?? 0).toFixed(1)}`);
  const count = points[0]?.quantiles.length ?? 0;
  const middle = (count - 1) / 2;
  const values = linearTicks([low, high], 4);
  const ticks = linearTicks([first, last], 5).filter(Number.isInteger);
  const write = plainTickFormat(values) ?? formatNumber;
  return (
    <div ref={frame} style={{ height }}>
      {width > 0 && points.length > 0 ? (
        <svg data-picture width={width} height={height} role="img" aria-label={label} className="block">
          {values.map((value) => (
            <g key={value}>
              <line
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={top(value)}
                y2={top(value)}
                stroke={value === 0 ? "var(--line-strong)" : "var(--line)"}
              />
              <text x={MARGIN.left - 6} y={top(value) + 4} fontSize="11" fill="var(--muted)" textAnchor="end">
                {write(value)}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick} x={left(tick)} y={height - 18} fontSize="11" fill="var(--muted)" textAnchor="middle">
              {formatNumber(tick)}
            </text>
          ))}
          <text x={(width + MARGIN.left) / 2} y={height - 4} fontSize="11" fill="var(--muted)" textAnchor="middle">
            step
          </text>
          {OPACITIES.slice(0, middle).map((opacity, at) => (
            <polygon
              key={opacity}
              points={[...line(at), ...line(count - 1 - at).reverse()].join(" ")}
              fill={color}
              opacity={opacity}
            />
          ))}
          <polyline points={line(middle).join(" ")} fill="none" stroke={color} strokeWidth="1.5" />
          {points.map(({ step, quantiles }) => (
            <circle key={step} cx={left(step)} cy={top(quantiles[middle] ?? 0)} r="2.5" fill={color} />
          ))}
          {mark && mark.value >= low && mark.value <= high ? (
            <g>
              <line
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={top(mark.value)}
                y2={top(mark.value)}
                stroke="var(--ink)"
                strokeDasharray="4 3"
              />
              <text x={width - MARGIN.right} y={top(mark.value) - 4} fontSize="11" fill="var(--ink)" textAnchor="end">
                {mark.label}
              </text>
            </g>
          ) : null}
        </svg>
      ) : null}
    </div>
  );
}
