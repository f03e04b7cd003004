import type { RouterOutputs } from "../layout/trpc";
import type { VerdictSide } from "./verdict";

export type EvaluatedSide = RouterOutputs["evaluations"]["byRun"][number];

export function nameOf(side: EvaluatedSide): string {
  return side.model?.name ?? side.generationsRun.name;
}

/** Two sides of one model are told apart by the runs that wrote. */
export function splitSides(sides: readonly EvaluatedSide[]) {
  const candidate = sides.find((side) => side.role === "candidate") ?? null;
  const baseline = sides.find((side) => side.role === "baseline") ?? null;
  const alike = candidate !== null && baseline !== null && nameOf(candidate) === nameOf(baseline);
  const call = (side: EvaluatedSide) => (alike ? side.generationsRun.name : nameOf(side));
  const speak = (side: EvaluatedSide): VerdictSide => ({ name: call(side), scores: side.scores });
  return { candidate, baseline, call, speak };
}

/** Nothing trained has no seed; what one run trained has one. */
export function seedsOf(candidate: EvaluatedSide): number | null {
  return candidate.model?.trainingRun ? 1 : null;
}
