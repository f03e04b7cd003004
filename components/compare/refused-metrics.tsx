import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { Card, CardHeader } from "../ui/card";
import { Cell, Row } from "../ui/table";
import type { Comparison } from "./use-comparison";

/** Why no metric can be compared, where it is one reason for all. */
export function commonRefusal(table: readonly Comparison[]): string | null {
  const reasons = new Set(table.map((comparison) => decidingDifference(comparison).reason));
  const [only] = reasons;
  return reasons.size === 1 && table.length > 1 ? (only ?? null) : null;
}

export function RefusedCard({ title, reason }: { title: string; reason: string }) {
  return (
    <Card>
      <CardHeader title={title} />
      <p className="max-w-[92ch] text-sm">
        No metric is compared: {reason}. Numbers that were measured in different ways look alike and mean different
        things, so Assay does not set them against each other.
      </p>
    </Card>
  );
}

/** Metrics that cannot be compared, together where one reason holds for several. */
export function RefusedRows({ comparisons }: { comparisons: readonly Comparison[] }) {
  const byReason = new Map<string, string[]>();
  for (const comparison of comparisons) {
    const reason = decidingDifference(comparison).reason ?? "";
    byReason.set(reason, [...(byReason.get(reason) ?? []), describeComparedMetric(comparison.metric).title]);
  }
  return [...byReason].map(([reason, titles]) => (
    <Row key={reason}>
      <Cell className="text-sm">{titles.join(", ")}</Cell>
      <Cell className="whitespace-nowrap text-undecided text-xs">not compared</Cell>
      <Cell colSpan={4} className="text-sm text-undecided">
        {reason}.
      </Cell>
    </Row>
  ));
}
