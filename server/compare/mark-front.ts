import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import type { ComparedArm, Comparison } from "@/domain/comparison/comparison";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { isOnFront } from "@/domain/statistics/pareto-front";

type Unmarked = Omit<ComparedArm, "onFront">;

const COST = ["run.cost@1", "run.busy_seconds@1"];

/** What most arms know of what they took: money, else time. */
export function costOf(arm: Pick<ComparedArm, "costs">, definition: string): number | null {
  return arm.costs.find((cost) => cost.definition === definition)?.value ?? null;
}

/** Every arm knows it, in one currency. */
function isShared(arms: readonly Unmarked[], definition: string): boolean {
  const known = arms.flatMap(({ costs }) => costs.filter((cost) => cost.definition === definition));
  const currencies = new Set(known.map(({ parameters }) => parameters.currency));
  return currencies.size === 1 && arms.every((arm) => costOf(arm, definition) !== null);
}

/** Arms that no other arm beats in the leading metric for as little; by the estimates alone, without their intervals. */
export function markFront(arms: readonly Unmarked[], leading: readonly Comparison[], baseline: string): ComparedArm[] {
  const [first] = leading;
  const better = first ? describeComparedMetric(first.metric).better : null;
  const open = arms.some(({ runs }) => runs.some(({ state }) => !RUN_RULES[state].settled));
  const definition = open ? undefined : COST.find((each) => isShared(arms, each));
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
