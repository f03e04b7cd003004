import Papa from "papaparse";

/** As `escapeFormulae: true` has it, which overlooks texts of several lines: its expression ends at the first. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Rows under their names with CRLF; no cell is run as a formula by a spreadsheet. */
export const writeCsvRows = (fields: readonly string[], data: readonly (readonly unknown[])[]): string =>
  `${Papa.unparse({ fields: [...fields], data: data.map((row) => [...row]) }, { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
