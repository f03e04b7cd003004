import { type ComparedMetric, describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import type { Estimate } from "@/domain/estimate";
import { isPrimary } from "@/domain/metrics/metric-words";
import { holm } from "@/domain/statistics/holm";

type Differences = { metric: string; byItem: Estimate | null; bySeed: Estimate };

/** The p that belongs to a difference's own unit. */
function pOf({ state, parameters }: Estimate): number | null {
  const p = parameters.permutation_p ?? parameters.mcnemar_exact_p ?? parameters.sign_flip_p;
  return state === "defined" && typeof p === "number" ? p : null;
}

/** A curve's best value and a score with its failures left out repeat a metric; they are not asked twice. */
export function asksAnew(metric: ComparedMetric): boolean {
  if (metric.kind === "series") return metric.reading === "last" && metric.better !== null;
  return isPrimary(metric.definition);
}

function write<D extends Differences>(compared: D, corrected: Estimate["parameters"]): D {
  const deciding = decidingDifference(compared);
  const marked: Estimate = { ...deciding, parameters: { ...deciding.parameters, ...corrected } };
  return deciding === compared.bySeed ? { ...compared, bySeed: marked } : { ...compared, byItem: marked };
}

/** Holm's correction over one family, written beside each p that belongs to it. */
export function correctFamily<D extends Differences>(compared: readonly D[], belongs: (each: D) => boolean): D[] {
  const family = compared.flatMap((each, at) => {
    const p = belongs(each) ? pOf(decidingDifference(each)) : null;
    return p === null ? [] : [{ at, p }];
  });
  const adjusted = holm(family.map(({ p }) => p));
  const places = new Map(family.map(({ at }, rank) => [at, adjusted[rank]]));
  return compared.map((each, at) => {
    const p = places.get(at);
    return p === undefined ? each : write(each, { holm_p: p, holm_family: family.length });
  });
}

/** All metrics but the one that leads are one family; what repeats one of them, or has no better side, is in none. */
export function correctSecondary<D extends Differences>(compared: readonly D[]): D[] {
  return correctFamily(compared, ({ metric }) => asksAnew(describeComparedMetric(metric)));
}
