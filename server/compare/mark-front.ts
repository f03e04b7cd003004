import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import type { ComparedArm, Comparison } from "@/domain/comparison/comparison";
import { isOnFront } from "@/domain/statistics/pareto-front";

type Unmarked = Omit<ComparedArm, "onFront">;

const COST = ["run.cost@1", "run.busy_seconds@1"];

/** What most arms know of what they took: money, else time. */
export function costOf(arm: Pick<ComparedArm, "costs">, definition: string): number | null {
  return arm.costs.find((cost) => cost.definition === definition)?.value ?? null;
}

/** Arms that no other arm beats in the leading metric for as little; by the estimates alone, without their intervals. */
export function markFront(arms: readonly Unmarked[], leading: readonly Comparison[], baseline: string): ComparedArm[] {
  const [first] = leading;
  const better = first ? describeComparedMetric(first.metric).better : null;
  const definition = COST.find((each) => arms.every((arm) => costOf(arm, each) !== null));
  const reachedBy = (arm: Unmarked) =>
    arm.id === baseline
      ? (leading.find((comparison) => comparison.baseline.value !== null)?.baseline.value ?? null)
      : (leading.find((comparison) => comparison.arm === arm.id)?.candidate.value ?? null);
  const points = arms.flatMap((arm) => {
    const value = reachedBy(arm);
    const cost = definition ? costOf(arm, definition) : null;
    if (better === null || value === null || cost === null) return [];
    return [{ id: arm.id, value: better === "higher" ? value : -value, cost }];
  });
  const front = new Map(isOnFront(points).map((on, at) => [points[at]?.id, on]));
  return arms.map((arm) => ({ ...arm, onFront: points.length > 1 ? (front.get(arm.id) ?? null) : null }));
}
