import type { ComparedMetric } from "@/domain/comparison/compared-metric";
import type { Estimate } from "@/domain/estimate";
import { formatNumber } from "@/domain/format/number";
import { EstimateText } from "../ui/number/estimate-text";
import { IntervalBar } from "../ui/number/interval-bar";
import { NumberText } from "../ui/number/number-text";
import type { Comparison } from "./use-comparison";

type Range = readonly [number, number];
export const scaleOfDifference = (metric: ComparedMetric) => (metric.scale === "share" ? "points" : "number");

/** The difference by seed and by example, each with its own interval, on the axis that its group shares. */
export function DifferenceCell({
  comparison,
  metric,
  domain,
}: {
  comparison: Comparison;
  metric: ComparedMetric;
  domain: Range;
}) {
  const { byItem, bySeed } = comparison;
  const shown = [
    ...(bySeed.interval || !byItem ? [{ word: `by ${bySeed.unit}`, estimate: bySeed }] : []),
    ...(byItem ? [{ word: `by ${byItem.unit}`, estimate: byItem }] : []),
  ];
  return (
    <div className="grid gap-0.5">
      {shown.map(({ word, estimate }) => (
        <div key={word} className="flex items-center justify-end gap-3">
          <IntervalBar estimate={estimate} scale={scaleOfDifference(metric)} domain={domain} mark={0} width={132} />
          <span className="w-12 shrink-0 text-left text-muted text-xs">{word}</span>
          <span className="min-w-60 text-right">
            <EstimateText estimate={estimate} scale={scaleOfDifference(metric)} difference />
          </span>
        </div>
      ))}
    </div>
  );
}

const P_NAMES = ["permutation_p", "mcnemar_exact_p", "sign_flip_p"] as const;
const P_WORDS = {
  permutation_p: "exact permutation over seeds",
  mcnemar_exact_p: "McNemar, exact",
  sign_flip_p: "sign-flip over examples",
} as const;

/** p last: what test, what it could have reached, and what is left after the correction for many metrics. */
export function PCell({ estimate }: { estimate: Estimate }) {
  const name = P_NAMES.find((each) => typeof estimate.parameters[each] === "number");
  const p = name && estimate.parameters[name];
  if (!name || typeof p !== "number") return null;
  const { attainable_p: least, holm_p: holm, holm_family: family } = estimate.parameters;
  const reach = typeof least === "number" && least >= 0.001 ? `, cannot be less than ${formatNumber(least)}` : "";
  return (
    <span title={`${P_WORDS[name]}${reach}`}>
      <NumberText value={p} />
      {typeof holm === "number" ? (
        <small className="block text-muted text-xs">
          Holm {formatNumber(holm)} of {String(family)}
        </small>
      ) : null}
    </span>
  );
}

/** Standardised: Cohen's d of the differences, and Hedges' g where there are few. */
export function EffectCell({ estimate }: { estimate: Estimate }) {
  const { cohen_dz: dz, hedges_g: g } = estimate.parameters;
  if (typeof dz !== "number") return null;
  const remark = `Cohen's d of the paired differences${typeof g === "number" ? `; Hedges' g ${formatNumber(g)}` : ""}`;
  return (
    <span title={remark}>
      <NumberText value={dz} />
    </span>
  );
}
