"use client";

import { useId, useRef } from "react";
import type { Estimate } from "@/domain/estimate";
import { formatNumber } from "@/domain/format/number";
import { formatPercentValue } from "@/domain/format/percent";
import { linearTicks, padRange, plainTickFormat } from "./ticks";
import { useWidth } from "./use-width";

export type EstimateStep = { id: string; label: string; estimate: Estimate | null; hatched: boolean; color: string };

type EstimateStepsProps = {
  steps: readonly EstimateStep[];
  scale: "share" | "number";
  axis: string;
  height: number;
  /** What the picture shows, for those who do not see it. */
  label: string;
};

const MARGIN = { left: 56, right: 12, top: 10, bottom: 34 };

/** Estimates with their intervals over settings in their order, evenly spaced; hatched where a setting says no more. */
export function EstimateSteps({ steps, scale, axis, height, label }: EstimateStepsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const hatch = useId();
  const ends = steps.flatMap(({ estimate }) =>
    estimate?.state === "defined"
      ? [estimate.value, estimate.interval?.low ?? estimate.value, estimate.interval?.high ?? estimate.value]
      : [],
  );
  const [low, high] = ends.length > 0 ? padRange([Math.min(...ends), Math.max(...ends)], "linear") : [0, 1];
  const column = (width - MARGIN.left - MARGIN.right) / Math.max(1, steps.length);
  const centre = (at: number) => MARGIN.left + (at + 0.5) * column;
  const top = (value: number) => MARGIN.top + ((high - value) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
  const ticks = linearTicks([low, high], 4);
  const plain = plainTickFormat(ticks) ?? formatNumber;
  const write = (tick: number) => (scale === "share" ? `${formatPercentValue(tick)} %` : plain(tick));
  return (
    <div ref={frame} style={{ height }}>
      {width > 0 ? (
        <svg data-picture width={width} height={height} role="img" aria-label={label} className="block">
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="6" stroke="var(--line-strong)" strokeWidth="1.5" />
            </pattern>
          </defs>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={top(tick)} y2={top(tick)} stroke="var(--line)" />
              <text x={MARGIN.left - 6} y={top(tick) + 4} fontSize="11" fill="var(--muted)" textAnchor="end">
                {write(tick)}
              </text>
            </g>
          ))}
          {steps.map(({ id, label: words, estimate, hatched, color }, at) => (
            <g key={id}>
              {hatched ? (
                <rect
                  x={centre(at) - column / 2}
                  y={MARGIN.top}
                  width={column}
                  height={height - MARGIN.top - MARGIN.bottom}
                  fill={`url(#${hatch})`}
                  opacity="0.6"
                />
              ) : null}
              <text x={centre(at)} y={height - 18} fontSize="11" fill="var(--muted)" textAnchor="middle">
                {words}
              </text>
              {estimate?.state === "defined" ? (
                <>
                  {estimate.interval ? (
                    <line
                      x1={centre(at)}
                      x2={centre(at)}
                      y1={top(estimate.interval.low)}
                      y2={top(estimate.interval.high)}
                      stroke={color}
                      strokeWidth="2"
                    />
                  ) : null}
                  <circle cx={centre(at)} cy={top(estimate.value)} r="4" fill={color} />
                </>
              ) : null}
            </g>
          ))}
          <text x={(width + MARGIN.left) / 2} y={height - 4} fontSize="11" fill="var(--muted)" textAnchor="middle">
            {axis}
          </text>
        </svg>
      ) : null}
    </div>
  );
}
