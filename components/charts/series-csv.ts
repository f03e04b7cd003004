import type { PreparedLines } from "./prepare-lines";

function cell(text: string): string {
  // A leading sign makes spreadsheets run the cell as a formula.
  const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Every drawn bucket with its range, full precision. */
export function writeSeriesCsv(prepared: PreparedLines, xName: string): string {
  const lines = [["series", "attempt", xName, "mean", "min", "max", "n"].join(",")];
  for (const series of prepared.series) {
    for (const stretch of series.stretches) {
      for (const point of stretch.points) {
        lines.push([cell(series.label), stretch.attempt, point.x, point.mean, point.min, point.max, point.n].join(","));
      }
    }
  }
  return `${lines.join("\n")}\n`;
}
