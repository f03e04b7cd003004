import { defineEstimate, type Measured, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { percentileInterval } from "../statistics/percentile-interval";
import { finish, resamplePanels } from "../statistics/resample-panels";
import type { PairedNote } from "./study-result";

export type SumOptions = { level: number; resamples: number; seed: number };

export type GroupSums = { rows: Float64Array; groups: number };
export type PickSums = (note: PairedNote) => readonly [number, number, number, number];

/** Wrong before, of how many, wrong after, of how many. */
export const wrongUnits: PickSums = ({ before, after }) => [before.wrong, before.units, after.wrong, after.units];
export const wrongNotes: PickSums = ({ before, after }) => [Number(before.wrong > 0), 1, Number(after.wrong > 0), 1];

export const rateDifference = ([before = 0, of = 0, after = 0, ofAfter = 0]: Float64Array) =>
  after / ofAfter - before / of;

export function indexGroups(notes: readonly PairedNote[]): number[] {
  const places = new Map<string, number>();
  return notes.map(({ group }) => {
    const at = places.get(group) ?? places.size;
    places.set(group, at);
    return at;
  });
}

/** Four sums of every group, which stay together when groups are drawn. */
export function sumByGroup(notes: readonly PairedNote[], pick: PickSums): GroupSums {
  const places = indexGroups(notes);
  const groups = Math.max(-1, ...places) + 1;
  const rows = new Float64Array(4 * groups);
  for (const [at, note] of notes.entries()) {
    for (const [column, value] of pick(note).entries()) {
      const place = 4 * (places[at] ?? 0) + column;
      rows[place] = (rows[place] ?? 0) + value;
    }
  }
  return { rows, groups };
}

const totalOf = ({ rows, groups }: GroupSums) => {
  const total = new Float64Array(4);
  for (let at = 0; at < 4 * groups; at++) total[at % 4] = (total[at % 4] ?? 0) + (rows[at] ?? 0);
  return total;
};

/** Twice the smaller share of replicates on either side of zero, the value itself counted as one of them. */
function resampledP(replicates: Float64Array): number {
  const [low, high] = [replicates.filter((each) => each <= 0).length, replicates.filter((each) => each >= 0).length];
  return Math.min(1, (2 * (1 + Math.min(low, high))) / (1 + replicates.length));
}

export type Resampled = { estimate: Estimate; p: number | null };

/** A statistic of sums with the percentile interval of resampled groups, and how rarely these reach zero. */
export function resampleSums(
  sums: GroupSums,
  statistic: (total: Float64Array) => number,
  measured: Measured,
  { level, resamples, seed }: SumOptions,
): Resampled {
  const value = statistic(totalOf(sums));
  if (!Number.isFinite(value)) {
    return { estimate: undefineEstimate(measured, "there is nothing to divide by"), p: null };
  }
  const parameters = { ...measured.parameters, groups: sums.groups };
  if (sums.groups < 2) return { estimate: defineEstimate({ ...measured, parameters, value }, null), p: null };
  const panel = { rows: sums.rows, width: 4, statistics: [statistic] };
  const replicates = finish(resamplePanels([panel], sums.groups, { resamples, seed }))[0]?.[0] ?? new Float64Array();
  const ends = percentileInterval(replicates, level);
  const interval = ends && twoSided(ends, level, "cluster-bootstrap");
  const estimate = defineEstimate({ ...measured, parameters, value }, interval);
  return { estimate, p: ends && resampledP(replicates) };
}
