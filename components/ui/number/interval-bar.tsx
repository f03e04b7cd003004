import type { Estimate } from "@/domain/estimate";
import { type EstimateScale, formatEstimate } from "@/domain/format/estimate";

type IntervalBarProps = {
  estimate: Estimate;
  scale: EstimateScale;
  /** Shared by all bars that are compared by eye. */
  domain: readonly [number, number];
  /** Drawn as a dashed line, e.g. zero of a difference or the limit of a gate. */
  mark?: number;
  width?: number;
};

/** Value and interval as a point on a line. The words beside it carry the numbers. */
export function IntervalBar({ estimate, scale, domain, mark, width = 92 }: IntervalBarProps) {
  if (estimate.state === "undefined") return null;
  const [low, high] = domain;
  const place = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return 4 + Math.min(1, Math.max(0, share)) * (width - 8);
  };
  return (
    <svg width={width} height={16} role="img" aria-label={formatEstimate(estimate, { scale })}>
      {mark === undefined ? null : (
        <line x1={place(mark)} x2={place(mark)} y1={0} y2={16} stroke="var(--line-strong)" strokeDasharray="2 2" />
      )}
      {estimate.interval ? (
        <line
          x1={place(estimate.interval.low)}
          x2={place(estimate.interval.high)}
          y1={8}
          y2={8}
          stroke="var(--ink)"
          strokeWidth={1.25}
        />
      ) : null}
      <circle cx={place(estimate.value)} cy={8} r={3} fill="var(--ink)" />
    </svg>
  );
}
