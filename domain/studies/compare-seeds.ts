import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { bcaMeanInterval, clusterItems } from "../statistics/bootstrap";
import type { CompareOptions } from "./compare-sides";
import type { PairedNote } from "./study-result";

const shareOf = ({ wrong, units }: { wrong: number; units: number }) => wrong / units;

/**
 * The difference over several trainings: the mean over seeds for each note, resampled by patient or document. It speaks
 * of these trainings on other notes, not of other trainings. Null for a single one.
 */
export function compareSeeds(
  seeds: readonly (readonly PairedNote[])[],
  { unit, ...options }: CompareOptions,
): Estimate | null {
  if (seeds.length < 2) return null;
  const notes = seeds.flatMap((paired) =>
    paired.map(({ group, before, after }) => {
      const difference =
        unit === "note" ? Number(after.wrong > 0) - Number(before.wrong > 0) : shareOf(after) - shareOf(before);
      return { group, difference };
    }),
  );
  const measured = {
    ...{ definition: "study.error_rate_difference_over_seeds@1", n: notes.length, unit: "pair of notes" },
    parameters: { minus: "before", seeds: seeds.length },
  };
  if (notes.length === 0) return undefineEstimate(measured, "no note of both sides was judged");
  const places = new Map<string, number>();
  for (const { group } of notes) if (!places.has(group)) places.set(group, places.size);
  const values = notes.map(({ difference }) => difference);
  const clusters = clusterItems(
    values,
    notes.map(({ group }) => places.get(group) ?? 0),
    places.size,
  );
  const ends = bcaMeanInterval(clusters, options);
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const parameters = { ...measured.parameters, groups: places.size };
  const interval = typeof ends === "string" ? null : twoSided(ends, options.level, "cluster-bootstrap-bca");
  return defineEstimate({ ...measured, parameters, value }, interval);
}
