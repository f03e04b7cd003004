import { collectItems } from "./collect-items";
import { collectReadings } from "./collect-readings";
import { checkMapping, type LabelMapping } from "./label-mapping";
import type { LabelProblems } from "./label-problem";
import { readStatements } from "./label-statements";
import type { LabelTable } from "./label-table";
import { checkTypes, readTypes } from "./label-taxonomy";
import type { KnownItems, LabelledRound } from "./labelled-round";
import { SEVERITIES, severityOf, UNRATED } from "./severities";

function checkPlaces(mapping: LabelMapping, known: KnownItems, problems: LabelProblems): void {
  if (mapping.unit === "sentence" && mapping.start && !mapping.note && !known) {
    const what = "Places are counted by sentence only where the notes' text is there.";
    problems.add(null, mapping.start, what, "Name the column of notes, or count by note.");
  }
}

const EMPTY: Pick<LabelledRound, "items" | "readers" | "readings" | "missing"> = {
  items: [],
  readers: [],
  readings: [],
  missing: 0,
};

/** A table of labels as a round. `known` holds the items of a dataset version where the labels are for one. */
export function readLabels(table: LabelTable, mapping: LabelMapping, known: KnownItems = null): LabelledRound {
  const { problems, rows } = table;
  const protocol = {
    severities: mapping.severity ? SEVERITIES : [UNRATED],
    omissions: false,
    corrections: mapping.corrected !== undefined,
  };
  const told = (read: typeof EMPTY, taxonomy: LabelledRound["protocol"]["taxonomy"]): LabelledRound => ({
    ...read,
    unit: mapping.unit,
    counted: "row",
    protocol: { ...protocol, taxonomy },
    rows: rows.length,
    problems: problems.kept,
    problemCount: problems.count,
  });
  if (rows.length > 0) checkMapping(mapping, table);
  if (problems.kept.some(({ row }) => row === null || row === 1) || rows.length === 0) {
    return told(EMPTY, readTypes(new Set()).taxonomy);
  }
  checkPlaces(mapping, known, problems);
  const statements = readStatements(table, mapping);
  const names = new Set(
    statements.flatMap(({ row, said }) => {
      const name = mapping.type && said === "positive" ? (row.cells[mapping.type] ?? "").trim() : "";
      return name === "" ? [] : [name];
    }),
  );
  checkTypes(names, mapping.type ?? null, problems);
  const types = readTypes(names);
  const { items, placeOf } = collectItems(table, mapping, known);
  const read = collectReadings(statements, { mapping, problems, types, severityOf, items, placeOf });
  if (read.readings.length === 0 && problems.count === 0) {
    problems.add(null, null, "No cell holds a label.", "Check which column is which.");
  }
  return told({ items, ...read }, types.taxonomy);
}
