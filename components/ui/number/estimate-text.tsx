import type { Estimate } from "@/domain/estimate";
import { describeEstimate, type EstimateScale, formatEstimate } from "@/domain/format/estimate";
import { formatExact } from "@/domain/format/number";
import { Absent } from "./absent";
import { ExactValue } from "./exact-value";

type EstimateTextProps = {
  estimate: Estimate | null;
  scale: EstimateScale;
  /** Candidate minus baseline: shows its sign. */
  difference?: boolean;
  /** Leave n out only where a heading over the column states it once for all rows. */
  hideSample?: boolean;
  /** Runs with different seeds behind the value; one is called one seed. */
  seeds?: number;
  className?: string;
};

/** An estimate never stands without interval and n; undefined shows its reason. */
export function EstimateText({ estimate, scale, difference, hideSample, seeds, className }: EstimateTextProps) {
  if (estimate === null) return <Absent kind="not-run" />;
  const words = describeEstimate(estimate, { scale, difference });
  if (estimate.state === "undefined" || words === null) {
    return <Absent kind="undefined" reason={estimate.reason ?? undefined} />;
  }
  const method = estimate.interval ? `${words.level} interval, ${estimate.interval.method}` : "no interval";
  const line = formatEstimate(estimate, { scale, difference });
  return (
    <ExactValue
      exact={formatExact(estimate.value)}
      remark={`${line} · ${method} · ${estimate.definition}`}
      className={className}
    >
      {words.value}
      <span className="text-muted">{words.interval ? ` (${words.interval})` : " (no interval)"}</span>
      {hideSample ? null : <small className="text-xs text-muted"> of {words.sample}</small>}
      {seeds === 1 ? <small className="text-xs text-undecided"> · one seed</small> : null}
    </ExactValue>
  );
}
