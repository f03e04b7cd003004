import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { type Coefficient, whyUndefined } from "../statistics/agreement-coefficients";
import { agreementLayout } from "../statistics/agreement-sums";
import { explainParadox } from "../statistics/explain-paradox";
import { percentileInterval } from "../statistics/percentile-interval";
import { type AgreementPanel, COEFFICIENT_NAMES, COEFFICIENTS, type CoefficientName } from "./rate-agreement";

/** Of the intervals beside coefficients. */
export const AGREEMENT_LEVEL = 0.95;

export type AgreementOf = {
  unit: "note" | "sentence" | "case";
  /** Of the cases, how many fewer than two judged. */
  readOnce: number;
  /** Of those that two judged, how many hold an error of unknown kind or place, and are left out. */
  untold: number;
  /** Why Cohen's κ and Scott's π are not of this round; null where two readers read. */
  notOfTwo: string | null;
};

export type AgreementEstimates = Record<CoefficientName, Estimate> & {
  /** κ of this round: Cohen's of two readers, Fleiss' of more. */
  kappa: Estimate;
  paradox: string | null;
};

export function estimateCoefficient(
  panel: AgreementPanel,
  named: { definition: string; compute: Coefficient; parameters?: Estimate["parameters"] },
  { of, replicates }: { of: AgreementOf; replicates: Float64Array | undefined },
): Estimate {
  const layout = agreementLayout(panel.categories);
  const units = panel.total[layout.units] ?? 0;
  const measured = {
    definition: named.definition,
    parameters: named.parameters ?? {},
    n: units,
    unit: of.unit,
    excluded: of.readOnce + of.untold,
  };
  if (units === 0 && of.untold > 0) {
    return undefineEstimate(measured, "readers did not name the kind, severity or place that this is about");
  }
  const value = named.compute(panel.total, layout);
  if (!Number.isFinite(value)) return undefineEstimate(measured, whyUndefined(panel.total, layout));
  const ends = replicates ? percentileInterval(replicates, AGREEMENT_LEVEL) : null;
  return defineEstimate({ ...measured, value }, ends && twoSided(ends, AGREEMENT_LEVEL, "cluster-bootstrap"));
}

const ONLY_OF_TWO: ReadonlySet<CoefficientName> = new Set(["cohen", "scott"]);

function rename(estimate: Estimate, reason: string): Estimate {
  const { definition, parameters, n, unit, excluded } = estimate;
  return undefineEstimate({ definition, parameters, n, unit, excluded }, reason);
}

export function estimateAgreement(
  panel: AgreementPanel,
  replicates: readonly Float64Array[],
  of: AgreementOf,
): AgreementEstimates {
  const all = COEFFICIENT_NAMES.map((name, at): [CoefficientName, Estimate] => {
    const estimate = estimateCoefficient(panel, COEFFICIENTS[name], { of, replicates: replicates[at] });
    return [name, ONLY_OF_TWO.has(name) && of.notOfTwo ? rename(estimate, of.notOfTwo) : estimate];
  });
  const named = Object.fromEntries(all) as Record<CoefficientName, Estimate>;
  const kappa = of.notOfTwo ? named.fleiss : named.cohen;
  const layout = agreementLayout(panel.categories);
  const [none = 0, some = 0] = panel.total.subarray(layout.answers, layout.answers + panel.categories);
  const commonest = some > none ? { share: some, word: "error" } : { share: none, word: "no error" };
  const raw = named.raw.value;
  const paradox =
    raw === null
      ? null
      : explainParadox({
          raw,
          kappa: kappa.value,
          kappaName: of.notOfTwo ? "Fleiss’ κ" : "Cohen’s κ",
          ac1: named.ac1.value,
          commonest: { ...commonest, share: commonest.share / (none + some) },
          rareAgreement: (some > none ? named.negative : named.positive).value,
          units: `${of.unit}s`,
        });
  return { ...named, kappa, paradox };
}
