import { defineEstimate, type Measured, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate, Interval } from "../estimate";
import { formatCounted } from "../format/number";
import { accelerate, bcaEnds } from "../statistics/bootstrap";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import type { Panel } from "../statistics/resample-panels";
import type { RateSums } from "./rate-sums";

export const RATE = "review.error_rate@1";

/** Notes that were all drawn alike need no resampling: each is one trial. */
export const isExact = ({ weighted }: RateSums, unit: "note" | "sentence"): boolean => unit === "note" && !weighted;

export function ratePanel({ clusters: { sums, sizes } }: RateSums): Panel {
  const rows = new Float64Array(2 * sums.length);
  sums.forEach((sum, at) => {
    rows[2 * at] = sum;
    rows[2 * at + 1] = sizes[at] ?? 0;
  });
  return { rows, width: 2, statistics: [(total) => (total[0] ?? 0) / (total[1] ?? 0)] };
}

/** What is wrong and of how much, weighted where cases are. */
function weigh({ clusters: { sums, sizes } }: RateSums): { wrong: number; units: number } {
  return { wrong: sums.reduce((sum, each) => sum + each, 0), units: sizes.reduce((sum, each) => sum + each, 0) };
}

export function pointRate(sums: RateSums): number {
  const { wrong, units } = weigh(sums);
  return wrong / units;
}

/** Without a single error no resample has one either: what stays certain is that no group of so many had any. */
function endsWithoutSpread(rate: number, { effectiveGroups: n }: RateSums, level: number): Interval {
  const ends = clopperPearsonInterval(rate === 0 ? 0 : n, n, level);
  return { ...ends, level, side: "two", method: "clopper-pearson-groups" };
}

/** The interval that belongs to the rule: exact for notes, by resampling groups for sentences and weighted samples. */
export function rateInterval(
  sums: RateSums,
  { unit, level, replicates }: { unit: "note" | "sentence"; level: number; replicates: Float64Array | null },
): Interval | null {
  if (sums.units === 0) return null;
  if (isExact(sums, unit)) {
    return { ...clopperPearsonInterval(sums.wrong, sums.units, level), level, side: "two", method: "clopper-pearson" };
  }
  const rate = pointRate(sums);
  if (sums.wrong === 0 || sums.wrong === sums.units) return endsWithoutSpread(rate, sums, level);
  if (!replicates || sums.groups < 2) return null;
  const kept = sums.clusters.sizes.map((_, at) => at).filter((at) => (sums.clusters.sizes[at] ?? 0) > 0);
  const clusters = {
    sums: kept.map((at) => sums.clusters.sums[at] ?? 0),
    sizes: kept.map((at) => sums.clusters.sizes[at] ?? 0),
  };
  const total = clusters.sums.reduce((sum, each) => sum + each, 0);
  const size = clusters.sizes.reduce((sum, each) => sum + each, 0);
  const acceleration = accelerate(clusters, total, size);
  const sorted = replicates.filter((each) => Number.isFinite(each)).sort();
  const ends = bcaEnds(sorted, { value: rate, acceleration: Number.isFinite(acceleration) ? acceleration : 0, level });
  return typeof ends === "string" ? null : { ...ends, level, side: "two", method: "cluster-bootstrap-bca" };
}

export const whyOpen = ({ open }: RateSums): string =>
  `nobody named the kind or severity of the errors in ${formatCounted(open, "note")}`;

export type RateOf = Omit<Measured, "n" | "unit"> & { unit: "note" | "sentence"; level: number };

export function estimateRate(sums: RateSums, of: RateOf, replicates: Float64Array | null): Estimate {
  const { unit, level, definition, parameters, excluded } = of;
  const measured = { definition, parameters: { ...parameters, groups: sums.groups }, excluded, unit, n: sums.units };
  if (sums.units === 0) return undefineEstimate(measured, "nothing was read");
  if (sums.open > 0) return undefineEstimate(measured, whyOpen(sums));
  const interval = rateInterval(sums, { unit, level, replicates });
  const { wrong, units } = weigh(sums);
  const counted = { value: wrong / units, numerator: wrong, denominator: units };
  return defineEstimate({ ...measured, ...counted }, interval);
}
