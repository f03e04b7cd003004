import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { percentileInterval } from "../statistics/percentile-interval";
import { type ControlReadings, correctRate, correctReplicates, drawByControl } from "../statistics/rogan-gladen";
import type { CaseFacts, ErrorTaker } from "./case-facts";

export type ReadControls = {
  /** Readings of controls that hold an error which counts, and how many of them found one. */
  planted: ControlReadings[];
  /** Readings of clean controls, and how many of them found nothing that counts. */
  clean: ControlReadings[];
};

/** A planted error that does not count, such as a minor one where major ones do, says nothing of this rate. */
export function readControls(controls: readonly CaseFacts[], taker: ErrorTaker): ReadControls {
  const read: ReadControls = { planted: [], clean: [] };
  for (const { kind, truth, readings } of controls) {
    const answers = readings.map(({ answer }) => answer).filter((answer) => answer.judged && !taker.isOpen(answer));
    const planted = kind === "planted" && (truth ? taker.inNote(truth) : true);
    if (answers.length === 0 || (kind === "planted" && !planted)) continue;
    const found = answers.filter(taker.inNote).length;
    const n = answers.length;
    if (planted) read.planted.push({ hits: found, n });
    else read.clean.push({ hits: n - found, n });
  }
  return read;
}

/** Why controls, which tell of single readings, cannot correct this rate; null where they can. */
export function whyNoCorrection(cases: readonly CaseFacts[]): string | null {
  if (cases.some(({ settled }) => settled !== null)) {
    return "some notes were settled, and controls tell of readings, not of what was settled";
  }
  if (cases.some(({ readings }) => readings.filter(({ answer }) => answer.judged).length > 1)) {
    return "some notes were read by several, and controls tell of single readings, not of what a panel says";
  }
  return null;
}

function shareOf(
  definition: string,
  controls: readonly ControlReadings[],
  { level, seed, resamples }: CorrectionSettings,
): Estimate {
  const n = controls.reduce((sum, each) => sum + each.n, 0);
  const hits = controls.reduce((sum, each) => sum + each.hits, 0);
  const measured = { definition, parameters: { controls: controls.length }, n, unit: "reading of a control" };
  if (n === 0) return undefineEstimate(measured, "no such control was read");
  const ends =
    n === controls.length
      ? twoSided(clopperPearsonInterval(hits, n, level), level, "clopper-pearson")
      : byControl(percentileInterval(drawByControl(controls, { resamples, seed }), level), level);
  return defineEstimate({ ...measured, value: hits / n, numerator: hits, denominator: n }, ends);
}

const byControl = (ends: { low: number; high: number } | null, level: number) =>
  ends && twoSided(ends, level, "cluster-bootstrap");

export type Correction = { rate: Estimate; sensitivity: Estimate; specificity: Estimate };
export type CorrectionSettings = { level: number; seed: number; resamples: number };

/** What the rate would be with perfect readers (Rogan and Gladen), from controls that nobody knew. */
export function correctForReaders(
  observed: { rate: Estimate; replicates: Float64Array | null; cannot: string | null },
  controls: ReadControls,
  settings: CorrectionSettings,
): Correction {
  const sensitivity = shareOf("review.sensitivity@2", controls.planted, settings);
  const specificity = shareOf("review.specificity@2", controls.clean, settings);
  const { n, unit, excluded, value } = observed.rate;
  const parameters = { planted: controls.planted.length, clean: controls.clean.length };
  const measured = { definition: "review.error_rate_corrected@2", parameters, n, unit, excluded };
  const undefinedFor = (reason: string) => ({ rate: undefineEstimate(measured, reason), sensitivity, specificity });
  if (value === null) return undefinedFor(observed.rate.reason ?? "nothing was read");
  if (observed.cannot) return undefinedFor(observed.cannot);
  if (sensitivity.value === null || specificity.value === null) {
    return undefinedFor("no planted error, or no clean control, was read");
  }
  const corrected = correctRate(value, { sensitivity: sensitivity.value, specificity: specificity.value });
  if (typeof corrected === "string") return undefinedFor(corrected);
  const { level, seed } = settings;
  const replicates = observed.replicates && correctReplicates(observed.replicates, controls, seed);
  const ends = replicates && percentileInterval(replicates, level);
  const interval = ends && twoSided(ends, level, "rogan-gladen-bootstrap");
  return { rate: defineEstimate({ ...measured, value: corrected }, interval), sensitivity, specificity };
}
