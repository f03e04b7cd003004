import { isWide, type LabelMapping } from "./label-mapping";
import type { LabelProblems } from "./label-problem";
import type { LabelRow, LabelTable } from "./label-table";
import { createLabelReader, type Said } from "./label-values";

/** What one cell says: one reader, one item. `said` is null where the cell is empty. */
export type Statement = { row: LabelRow; column: string; item: string; reader: string; said: Said | null };

const LONGEST_NAME = 120;
const LONGEST_ITEM = 200;

type Cell = { reader: string; column: string };

function cellsOf(row: LabelRow, mapping: LabelMapping): Cell[] {
  if (isWide(mapping)) return mapping.reviewers.map((column) => ({ reader: column.trim(), column }));
  return [{ reader: (row.cells[mapping.reviewer ?? ""] ?? "").trim(), column: mapping.label ?? "" }];
}

function checkNames(row: LabelRow, item: string, mapping: LabelMapping, problems: LabelProblems): void {
  if (item === "") problems.add(row.row, mapping.item, "The item is not named.", "Fill the cell in.");
  if (item.length > LONGEST_ITEM) {
    problems.add(row.row, mapping.item, `The item's name is longer than ${LONGEST_ITEM} characters.`, "Shorten it.");
  }
}

function checkReader(row: LabelRow, { reader }: Cell, mapping: LabelMapping, problems: LabelProblems): void {
  const column = mapping.reviewer ?? null;
  if (reader === "") problems.add(row.row, column, "The reader is not named.", "Fill the cell in.");
  if (reader.length > LONGEST_NAME) {
    problems.add(row.row, column, `The reader's name is longer than ${LONGEST_NAME} characters.`, "Shorten it.");
  }
}

function checkUnit(row: LabelRow, { unitColumn, unit }: LabelMapping, problems: LabelProblems): void {
  if (!unitColumn) return;
  const said = (row.cells[unitColumn] ?? "").trim().toLowerCase();
  if (said === unit) return;
  const what = said === "" ? "The row does not say its unit." : `The row is not about a ${unit}, as the import is.`;
  problems.add(row.row, unitColumn, what, "Bring notes and sentences in as two campaigns.");
}

/** Everything that the file says, cell by cell; each value that is not understood is told. */
export function readStatements(table: LabelTable, mapping: LabelMapping): Statement[] {
  const { problems } = table;
  const cells = table.rows.flatMap((row) => {
    const item = (row.cells[mapping.item] ?? "").trim();
    checkNames(row, item, mapping, problems);
    checkUnit(row, mapping, problems);
    return cellsOf(row, mapping).map((cell) => {
      checkReader(row, cell, mapping, problems);
      return { row, item, ...cell, label: (row.cells[cell.column] ?? "").trim() };
    });
  });
  const values = new Set(cells.flatMap(({ label }) => (label === "" ? [] : [label])));
  const read = createLabelReader(values, mapping);
  return cells.map(({ label, ...cell }) => {
    const said = label === "" ? null : read(label);
    if (label !== "" && said === null) {
      const what = `It is not known what the value "${label.slice(0, 40)}" says.`;
      problems.add(cell.row.row, cell.column, what, "Name the values that are positive and negative.");
    }
    return { ...cell, said };
  });
}
