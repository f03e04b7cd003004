import { undefineEstimate } from "../comparison/make-estimate";
import type { CompareOptions } from "./compare-sides";
import { rateDifference, resampleSums, sumByGroup, wrongNotes, wrongUnits } from "./group-sums";
import type { PairedNote, Tested } from "./study-result";

/**
 * The difference over several trainings: what is wrong and of how many summed over seeds for each patient or document,
 * and these resampled. It speaks of these trainings on other notes, not of other trainings. Null for a single one.
 */
export function compareSeeds(
  seeds: readonly (readonly PairedNote[])[],
  { unit, ...options }: CompareOptions,
): Tested | null {
  if (seeds.length < 2) return null;
  const notes = seeds.flat();
  const measured = {
    ...{ definition: "study.error_rate_difference_over_seeds@2", unit: "note" },
    parameters: { minus: "before", of: `${unit}s`, seeds: seeds.length },
    n: new Set(notes.map(({ item }) => item)).size,
  };
  if (notes.length === 0) {
    return { difference: undefineEstimate(measured, "no note of both sides was judged"), p: null };
  }
  const sums = sumByGroup(notes, unit === "note" ? wrongNotes : wrongUnits);
  const { estimate, p } = resampleSums(sums, rateDifference, measured, options);
  return { difference: estimate, p };
}
