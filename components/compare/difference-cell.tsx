import { Fragment } from "react";
import type { ComparedMetric } from "@/domain/comparison/compared-metric";
import type { Estimate } from "@/domain/estimate";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { EstimateText } from "../ui/number/estimate-text";
import { IntervalBar } from "../ui/number/interval-bar";
import { NumberText } from "../ui/number/number-text";
import type { Comparison } from "./use-comparison";

type Range = readonly [number, number];
export const scaleOfDifference = (metric: ComparedMetric) => (metric.scale === "share" ? "points" : "number");

type DifferenceCellProps = {
  comparison: Comparison;
  metric: ComparedMetric;
  domain: Range;
  /** What the heading says of every row, so that no row repeats it. */
  sample: string | null;
};

/** What one n of an estimate is, and how many: "120 notes". */
export const sampleOf = ({ n, unit }: Estimate) => formatCounted(n, unit);

/** The difference by seed and by example, each with its own interval, on the axis that its group shares. */
export function DifferenceCell({ comparison, metric, domain, sample }: DifferenceCellProps) {
  const { byItem, bySeed } = comparison;
  const shown = [...(bySeed.interval || !byItem ? [bySeed] : []), ...(byItem ? [byItem] : [])];
  const single = shown.length === 1 && byItem !== null && sampleOf(byItem) === sample;
  return (
    <div className="ml-auto grid w-max grid-cols-[auto_auto_auto] items-center gap-x-2 gap-y-0.5">
      {shown.map((estimate) => (
        <Fragment key={estimate.unit}>
          <IntervalBar estimate={estimate} scale={scaleOfDifference(metric)} domain={domain} mark={0} width={112} />
          <span className="text-left text-muted text-xs">{single ? null : sampleOf(estimate)}</span>
          <span className="min-w-44 text-right">
            <EstimateText estimate={estimate} scale={scaleOfDifference(metric)} difference hideSample />
          </span>
        </Fragment>
      ))}
    </div>
  );
}

const P_NAMES = ["permutation_p", "mcnemar_exact_p", "sign_flip_p"] as const;
const P_WORDS = {
  permutation_p: "permutation over trainings",
  mcnemar_exact_p: "McNemar",
  sign_flip_p: "sign-flip over examples",
} as const;

/** p last: what test, what it could have reached, and what is left after the correction for many questions. */
export function PText({ estimate }: { estimate: Estimate }) {
  const name = P_NAMES.find((each) => typeof estimate.parameters[each] === "number");
  const p = name && estimate.parameters[name];
  if (!name || typeof p !== "number") return null;
  const { attainable_p: least, holm_p: holm, holm_family: family, p_exact: exact } = estimate.parameters;
  const reach = typeof least === "number" && least >= 0.001 ? `, cannot be less than ${formatNumber(least)}` : "";
  return (
    <span className="block">
      <span className="text-muted text-xs">p </span>
      <span title={`${P_WORDS[name]}, ${exact === false ? "drawn" : "exact"}${reach}`}>
        <NumberText value={p} />
      </span>
      {typeof holm === "number" ? (
        <small className="block text-muted text-xs" title={`Corrected by Holm over ${String(family)}`}>
          Holm {formatNumber(holm)}
        </small>
      ) : null}
    </span>
  );
}

/** Standardised: Cohen's d of the differences, and Hedges' g where there are few. */
export function EffectText({ estimate }: { estimate: Estimate }) {
  const { cohen_dz: dz, hedges_g: g } = estimate.parameters;
  if (typeof dz !== "number") return null;
  const remark = `Cohen's d of the paired differences${typeof g === "number" ? `; Hedges' g ${formatNumber(g)}` : ""}`;
  return (
    <span className="block" title={remark}>
      <span className="text-muted text-xs">d </span>
      <NumberText value={dz} />
    </span>
  );
}
