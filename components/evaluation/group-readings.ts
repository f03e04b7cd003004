import type { Estimate } from "@/domain/estimate";
import { compareMetrics, describeMetric, isPrimary } from "@/domain/metrics/metric-words";

export type MetricGroup = { primary: Estimate; readings: { words: string; estimate: Estimate }[] };

const READING_WORDS = { as_written: "as they stand", wrong: "failures count as 0", excluded: "left out" } as const;

/** One group a metric: the value that speaks for it, and the same with failures read in other ways. */
export function groupReadings(scores: readonly Estimate[]): MetricGroup[] {
  const ordered = [...scores].sort((a, b) => compareMetrics(a.definition, b.definition));
  const have = new Set(scores.map(({ definition }) => definition));
  const leads = (definition: string) => isPrimary(definition) || !have.has(describeMetric(definition).primary);
  return ordered
    .filter(({ definition }) => leads(definition))
    .map((primary) => ({
      primary,
      readings: ordered.flatMap((estimate) => {
        const { reading, primary: of } = describeMetric(estimate.definition);
        if (leads(estimate.definition) || of !== primary.definition || reading === null) return [];
        return [{ words: READING_WORDS[reading], estimate }];
      }),
    }));
}
