import type { Estimate } from "../estimate";
import { formatEstimate } from "../format/estimate";
import { describeComparedMetric } from "./compared-metric";
import type { Comparison, ComparisonReport } from "./comparison";
import { decidingDifference } from "./write-verdict";

/** A pipe would end the cell. */
const safe = (text: string) => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(safe).join(" | ")} |`).join("\n");

function cells(comparison: Comparison): string[] {
  const metric = describeComparedMetric(comparison.metric);
  const scale = metric.scale === "share" ? "points" : "number";
  const value = (estimate: Estimate) => formatEstimate(estimate, { scale: metric.scale });
  const deciding = decidingDifference(comparison);
  return [
    value(comparison.baseline),
    value(comparison.candidate),
    formatEstimate(deciding, { scale, difference: true }),
    comparison.verdict.judgement,
  ];
}

/** The verdict, then every metric of B against A, then every arm; as text that is pasted into an issue or a mail. */
export function writeComparisonMarkdown(report: ComparisonReport, address: string): string {
  const name = (id: string | null) => report.arms.find((arm) => arm.id === id)?.name ?? "";
  const parts = [`**${report.verdict.headline}** ${report.verdict.evidence}`];
  const compared = report.table.filter(({ verdict }) => verdict.judgement !== "refused");
  if (compared.length > 0) {
    const head = ["Metric", `A: ${name(report.baseline)}`, `B: ${name(report.candidate)}`, "B minus A", "Verdict"];
    const rows = compared.map((each) => [describeComparedMetric(each.metric).title, ...cells(each)]);
    parts.push(table(head, rows));
  }
  if (report.leading.length > 1) {
    const head = ["Arm", "A", "Value", "Difference to A", "Verdict"];
    parts.push(
      table(
        head,
        report.leading.map((each) => [name(each.arm), ...cells(each)]),
      ),
    );
  }
  return `${[...parts, address].join("\n\n")}\n`;
}
