import type { Estimate } from "@/domain/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { Forest, type ForestRow } from "../charts/forest";
import { Card, CardHeader } from "../ui/card";

/** Shares and plain numbers do not share a scale, so each kind has its own. */
export function DifferencesCard({ differences, sample }: { differences: readonly Estimate[]; sample: string }) {
  const rowsOf = (share: boolean): ForestRow[] =>
    differences
      .filter((estimate) => (describeMetric(estimate.definition).scale === "share") === share)
      .map((estimate) => {
        const words = describeMetric(estimate.definition);
        return { id: estimate.definition, label: words.title, estimate, better: words.better };
      });
  const shares = rowsOf(true);
  const numbers = rowsOf(false);
  return (
    <Card>
      <CardHeader title="Paired differences" remark={`candidate minus baseline, ${sample}; the line is zero`} />
      {numbers.length > 0 ? <Forest rows={numbers} scale="number" caption="Paired differences" /> : null}
      {shares.length > 0 ? (
        <>
          <h3 className="pt-2 text-xs text-muted">Percentage points</h3>
          <Forest rows={shares} scale="points" caption="Paired differences in percentage points" />
        </>
      ) : null}
    </Card>
  );
}
