export type CsvCell = string | number | null;

export function writeCell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  // A leading sign makes spreadsheets run the cell as a formula.
  const safe = /^[=+@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows under their heads, numbers in full precision. */
export function writeRowsCsv(heads: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${[heads, ...rows].map((row) => row.map(writeCell).join(",")).join("\n")}\n`;
}
