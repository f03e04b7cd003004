import { defineEstimate, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { quantile } from "../statistics/bootstrap";
import { percentileInterval } from "../statistics/percentile-interval";
import type { MeanSettings } from "./note-measures";

type Ratio = { group: number; weight: number; ratio: number };

/** Half of the weight lies at or below it; where all weigh alike, the plain median. */
function medianOf(ratios: readonly Ratio[]): number {
  const sorted = [...ratios].sort((one, other) => one.ratio - other.ratio);
  if (new Set(ratios.map(({ weight }) => weight)).size === 1) {
    return quantile(
      Float64Array.from(sorted, ({ ratio }) => ratio),
      0.5,
    );
  }
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let reached = 0;
  for (const { weight, ratio } of sorted) {
    reached += weight;
    if (reached >= half) return ratio;
  }
  return Number.NaN;
}

/** The median of ratios, with the percentile interval of resampled groups; a group's ratios stay together. */
export function askMedian(
  ratios: readonly Ratio[],
  { groups, asked, level }: MeanSettings,
  named: { definition: string; unit: string; excluded: number },
): () => Estimate {
  const measured = { ...named, n: ratios.length };
  if (ratios.length === 0) return () => undefineEstimate(measured, "there is nothing to compare the length with");
  const distinct = [...new Set(ratios.map(({ ratio }) => ratio))].sort((one, other) => one - other);
  // A histogram a group: narrow enough to be resampled, exact to a five-hundredth of the ratio's rank.
  const step = Math.max(1, Math.ceil(distinct.length / 500));
  const ends = distinct.filter((_, at) => at % step === step - 1 || at === distinct.length - 1);
  const rows = new Float64Array(groups.size * ends.length);
  for (const { group, weight, ratio } of ratios) {
    const at = group * ends.length + ends.findIndex((end) => ratio <= end);
    rows[at] = (rows[at] ?? 0) + weight;
  }
  const median = (sums: Float64Array) => {
    const half = sums.reduce((sum, each) => sum + each, 0) / 2;
    let reached = 0;
    for (let at = 0; at < sums.length; at++) {
      reached += sums[at] ?? 0;
      if (reached > 0 && reached >= half) return ends[at] ?? Number.NaN;
    }
    return Number.NaN;
  };
  const drawn = asked.ask({ rows, width: ends.length, statistics: [median] });
  return () => {
    const found = percentileInterval(drawn()[0] ?? new Float64Array(), level);
    const interval = found && { ...found, level, side: "two" as const, method: "cluster-bootstrap" };
    return defineEstimate({ ...measured, value: medianOf(ratios) }, interval);
  };
}
