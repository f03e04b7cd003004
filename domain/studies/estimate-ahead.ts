import { formatCounted } from "../format/number";

/** A run that ended, with how much of its stage's work it did. */
export type MeasuredRun = { stage: string; seconds: number; units: number };
export type WorkAhead = { stage: string; units: number };
export type Ahead = { seconds: number | null; basis: string };

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** What is to come, by the median rate of runs of the same stage that ended here; nothing where none did. */
export function estimateAhead(work: readonly WorkAhead[], measured: readonly MeasuredRun[]): Ahead {
  const ratesOf = (stage: string) =>
    measured.filter((each) => each.stage === stage && each.units > 0).map(({ seconds, units }) => seconds / units);
  const stages = [...new Set(work.map(({ stage }) => stage))];
  const unknown = stages.filter((stage) => ratesOf(stage).length === 0);
  if (unknown.length > 0) return { seconds: null, basis: `No run of ${unknown.join(", ")} has ended here yet.` };
  if (work.length === 0) return { seconds: 0, basis: "No run is left." };
  const seconds = work.reduce((sum, { stage, units }) => sum + units * medianOf(ratesOf(stage)), 0);
  const runs = stages.reduce((sum, stage) => sum + ratesOf(stage).length, 0);
  return { seconds, basis: `Estimated from the median rate of ${formatCounted(runs, "run")} that ended here.` };
}
