import Papa from "papaparse";
import { type LabelProblem, LabelProblems } from "./label-problem";

export type LabelRow = { row: number; cells: Readonly<Record<string, string>> };
export type LabelTable = { columns: string[]; rows: LabelRow[]; problems: LabelProblems };

export const MOST_ROWS = 200_000;

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");

function checkHeader(header: readonly string[], problems: LabelProblems): void {
  const seen = new Set<string>();
  for (const name of header) {
    if (name === "") problems.add(1, null, "A column has no name.", "Name it in the header.");
    else if (seen.has(name)) problems.add(1, name, "Two columns have this name.", "Rename one.");
    seen.add(name);
  }
}

function readCsv(text: string): LabelTable {
  const problems = new LabelProblems();
  const { data, errors } = Papa.parse<string[]>(text);
  const quoted = new Set(errors.flatMap(({ type, row }) => (type === "Quotes" ? [(row ?? 0) + 1] : [])));
  for (const row of quoted) {
    problems.add(row, null, "A quotation mark is opened or closed in a wrong place.", "Correct the row.");
  }
  const header = (data[0] ?? []).map((name) => name.trim());
  checkHeader(header, problems);
  const rows: LabelRow[] = [];
  for (const [at, cells] of data.entries()) {
    if (at === 0 || isBlank(cells)) continue;
    if (cells.length !== header.length) {
      const what = `The row has ${cells.length} cells, and the header has ${header.length}.`;
      problems.add(at + 1, null, what, "Quote cells that hold the separator, or fill the row up.");
      continue;
    }
    rows.push({ row: at + 1, cells: Object.fromEntries(header.map((name, place) => [name, cells[place] ?? ""])) });
  }
  return { columns: header, rows, problems };
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readJsonLines(text: string): LabelTable {
  const problems = new LabelProblems();
  const rows: LabelRow[] = [];
  const columns = new Set<string>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const value = parseLine(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const what = value === undefined ? "The line is no JSON." : "The line is no object with names.";
      problems.add(at + 1, null, what, "Write one object a line.");
      continue;
    }
    const cells = Object.entries(value).map(([name, cell]): [string, string] => [name, asText(cell)]);
    for (const [name] of cells) columns.add(name);
    rows.push({ row: at + 1, cells: Object.fromEntries(cells) });
  }
  return { columns: [...columns], rows, problems };
}

const isJsonLines = (fileName: string, text: string) =>
  /\.(jsonl|ndjson)$/i.test(fileName) || (!/\.(csv|tsv|txt)$/i.test(fileName) && text.trimStart().startsWith("{"));

/** Rows by column, with everything that is wrong with the file's form; blank rows are passed over. */
export function readLabelTable(text: string, fileName: string): LabelTable {
  const table = isJsonLines(fileName, text) ? readJsonLines(text) : readCsv(text);
  if (table.rows.length === 0 && table.problems.count === 0) {
    table.problems.add(null, null, "The file holds no rows.", "Choose another file.");
  }
  if (table.rows.length > MOST_ROWS) {
    const what = `The file has ${table.rows.length} rows; ${MOST_ROWS} are the most.`;
    table.problems.add(null, null, what, "Divide it.");
  }
  return table;
}

/** A file that could not even be decoded. */
export function unreadableTable(problem: LabelProblem): LabelTable {
  const problems = new LabelProblems();
  problems.add(problem.row, problem.column, problem.what, problem.remedy);
  return { columns: [], rows: [], problems };
}
