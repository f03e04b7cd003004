import type { Estimate } from "@/domain/estimate";
import { describeMetric, isPrimary } from "@/domain/metrics/metric-words";
import type { ForestRow } from "../charts/forest";

export type DifferenceGroup = { title: string; scale: "points" | "number"; rows: ForestRow[] };

const DIRECTIONS = [
  { better: "higher", words: "higher is better" },
  { better: "lower", words: "lower is better" },
  { better: null, words: "neither way is better" },
] as const;

/** What speaks for each metric, in rows that may stand on one axis: the same kind of number, read the same way. */
export function groupDifferences(differences: readonly Estimate[]): DifferenceGroup[] {
  return DIRECTIONS.flatMap(({ better, words }) =>
    (["number", "points"] as const).flatMap((scale): DifferenceGroup[] => {
      const rows = differences.flatMap((estimate): ForestRow[] => {
        const metric = describeMetric(estimate.definition);
        if (!isPrimary(estimate.definition)) return [];
        if (metric.better !== better || (metric.scale === "share") !== (scale === "points")) return [];
        return [{ id: estimate.definition, label: metric.title, estimate, better }];
      });
      if (rows.length === 0) return [];
      return [{ title: scale === "points" ? `Percentage points, ${words}` : capitalise(words), scale, rows }];
    }),
  );
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
