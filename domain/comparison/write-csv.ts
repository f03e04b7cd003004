import type { Estimate } from "../estimate";
import type { ComparisonReport } from "./comparison";

const COLUMNS = [
  "arm",
  "against",
  "metric",
  "what",
  "value",
  "low",
  "high",
  "level",
  "method",
  "n",
  "unit",
  "excluded",
  "definition",
  "reason",
  "verdict",
  "parameters",
] as const;

type Line = Record<(typeof COLUMNS)[number], string | number | null>;

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  // A leading sign makes spreadsheets run a text as a formula; a number keeps its own.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function lineOf(estimate: Estimate, told: Pick<Line, "arm" | "against" | "metric" | "what" | "verdict">): Line {
  const { value, interval, n, unit, excluded, definition, reason, parameters } = estimate;
  return {
    ...told,
    ...{ value, n, unit, excluded, definition, reason },
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    level: interval?.level ?? null,
    method: interval?.method ?? null,
    parameters: JSON.stringify(parameters),
  };
}

function linesOf(report: ComparisonReport): Line[] {
  const name = (id: string) => report.arms.find((arm) => arm.id === id)?.name ?? id;
  const against = name(report.baseline);
  const told = new Map([...report.table, ...report.leading].map((each) => [`${each.arm} ${each.metric}`, each]));
  const compared = [...told.values()].flatMap((each) => {
    const of = { arm: name(each.arm), against, metric: each.metric, verdict: each.verdict.judgement };
    return [
      lineOf(each.candidate, { ...of, what: "value" }),
      lineOf(each.baseline, { ...of, what: "value of the baseline" }),
      ...(each.byItem ? [lineOf(each.byItem, { ...of, what: `difference by ${each.byItem.unit}` })] : []),
      lineOf(each.bySeed, { ...of, what: `difference by ${each.bySeed.unit}` }),
    ];
  });
  const costs = report.arms.flatMap((arm) =>
    arm.costs.map((cost) =>
      lineOf(cost, { arm: arm.name, against: null, metric: cost.definition, what: "cost", verdict: null }),
    ),
  );
  return [...compared, ...costs];
}

/** Every estimate of the comparison, one a line, full precision. */
export function writeComparisonCsv(report: ComparisonReport): string {
  const lines = linesOf(report).map((line) => COLUMNS.map((column) => cell(line[column])).join(","));
  return `${[COLUMNS.join(","), ...lines].join("\n")}\n`;
}
