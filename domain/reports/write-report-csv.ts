import type { Estimate } from "../estimate";
import { writeCsvRows } from "../format/write-csv-rows";
import type { ReportContent } from "./report-content";
import type { Block } from "./report-document";

const COLUMNS = [
  ...["report", "group", "key", "measure", "what", "value", "low", "high", "level", "side", "method", "numerator"],
  ...["denominator", "n", "unit", "excluded", "p", "definition", "reason", "parameters"],
] as const;

type Line = Record<(typeof COLUMNS)[number], string | number | null>;
type Told = Pick<Line, "report" | "group" | "key" | "measure" | "what" | "p">;

function lineOf({ value, interval, parameters, ...estimate }: Estimate, told: Told): Line {
  const { numerator, denominator, n, unit, excluded, definition, reason } = estimate;
  const { low = null, high = null, level = null, side = null, method = null } = interval ?? {};
  return {
    ...{
      ...told,
      value,
      low,
      high,
      level,
      side,
      method,
      numerator,
      denominator,
      n,
      unit,
      excluded,
      definition,
      reason,
    },
    parameters: JSON.stringify(parameters),
  };
}

/** Every number of the report, one estimate a line, full precision; what is undefined is empty and has its reason. */
export function writeNumbersCsv({ measures, rounds, number }: ReportContent): string {
  const measured = measures.flatMap(({ key: group, rows, sides }) =>
    rows.flatMap(({ key, label, before, after, difference, p }) => {
      const told = { report: number, group, key, measure: label };
      return [
        ...(before ? [lineOf(before, { ...told, what: sides[0], p: null })] : []),
        ...(after ? [lineOf(after, { ...told, what: sides[1], p: null })] : []),
        lineOf(difference, { ...told, what: "difference", p }),
      ];
    }),
  );
  const read = rounds.flatMap(({ id, name, rate, agreement }) => {
    const told = { report: number, group: name, measure: "round", p: null };
    return [
      ...(rate ? [lineOf(rate, { ...told, key: `${id}.rate`, what: "rate" })] : []),
      ...agreement.map((each) => lineOf(each, { ...told, key: `${id}.${each.definition}`, what: "agreement" })),
    ];
  });
  return writeCsvRows(
    COLUMNS,
    [...measured, ...read].map((line) => COLUMNS.map((column) => line[column] ?? "")),
  );
}

/** A table of words as it stands in the document. */
export const writeTableCsv = ({ head, rows }: Extract<Block, { kind: "table" }>): string => writeCsvRows(head, rows);
